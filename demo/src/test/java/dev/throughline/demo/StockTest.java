package dev.throughline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StockTest {
  private final Stock stock = new Stock();

  @Test
  void whatIsSetAsideLeavesTheShelfUntilItIsPutBack() {
    int before = stock.pieces("beans");
    stock.reserve("A-1", List.of(new Wire.Line("beans", 3)));
    assertThat(stock.pieces("beans")).isEqualTo(before - 3);
    assertThat(stock.release("A-1")).isTrue();
    assertThat(stock.pieces("beans")).isEqualTo(before);
    assertThat(stock.release("A-1")).isFalse();
  }

  @Test
  void anOrderIsSetAsideWholeOrNotAtAll() {
    int before = stock.pieces("beans");
    Stock.Outcome outcome =
        stock.reserve("A-1", List.of(new Wire.Line("beans", 1), new Wire.Line("roaster", 2)));
    assertThat(outcome).isEqualTo(new Stock.Outcome.TooFew("roaster", 2, 1));
    assertThat(stock.pieces("beans")).isEqualTo(before);
  }

  @Test
  void theSameArticleTwiceInAnOrderIsCountedTwice() {
    Wire.Line last = new Wire.Line("roaster", 1);
    assertThat(stock.reserve("A-1", List.of(last, last))).isInstanceOf(Stock.Outcome.TooFew.class);
    assertThat(stock.pieces("roaster")).isEqualTo(1);
  }

  @Test
  void thePriceIsThatOfAllPieces() {
    assertThat(stock.reserve("A-1", List.of(new Wire.Line("beans", 2), new Wire.Line("cups", 1))))
        .isEqualTo(new Stock.Outcome.Reserved(2 * 2_350 + 1_990));
  }
}
