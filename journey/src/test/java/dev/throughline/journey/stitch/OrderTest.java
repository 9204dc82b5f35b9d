package dev.throughline.journey.stitch;

import static dev.throughline.journey.Scene.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Scene;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderTest {
  private final Scene scene = new Scene();

  private List<String> order() {
    return ids(scene.journey(Question.ofTrace(Scene.trace(1).hex()), ReadOptions.DEFAULTS));
  }

  @Test
  void neverShowsAnEffectBeforeItsCauseWhateverTheClocksSay() {
    scene.span("root@shop", 1, 1, 1000, 2000).id("root").add();
    scene.span("child@stock", 1, 2, 0, 10).id("child").under(1).add();
    scene.log("line@stock", -50).id("line").in(1, 2).add();

    assertThat(order()).containsExactly("root", "child", "line");
  }

  @Test
  void breaksTiesOfTheClockByInstanceThenSequenceThenRecordId() {
    scene.span("root@shop", 1, 1, 0, 10).id("root").add();
    scene.log("x@b", 5).id("1").in(1, 1).sequence(9).add();
    scene.log("x@a", 5).id("2").in(1, 1).sequence(8).add();
    scene.log("x@a", 5).id("3").in(1, 1).sequence(7).add();
    scene.log("x@c", 5).id("5").in(1, 1).add();
    scene.log("x@c", 5).id("4").in(1, 1).add();

    assertThat(order()).containsExactly("root", "3", "2", "1", "4", "5");
  }

  @Test
  void believesAWritersOwnSequenceBeforeItsStamps() {
    scene.span("root@shop", 1, 1, 0, 10).id("root").add();
    scene.log("first@shop", 6).id("first").in(1, 1).sequence(1).add();
    scene.log("second@shop", 5).id("second").in(1, 1).sequence(2).add();

    assertThat(order()).containsExactly("root", "first", "second");
  }

  @Test
  void doesNotTakeARestartedSequenceForAnOlderOne() {
    scene.span("root@shop", 1, 1, 0, 100_000).id("root").add();
    scene.log("before@shop", 10).id("before").in(1, 1).sequence(500).add();
    scene.log("after@shop", 90_000).id("after").in(1, 1).sequence(1).add();

    assertThat(order()).containsExactly("root", "before", "after");
  }

  @Test
  void survivesMessagesThatGoRoundInACircle() {
    scene.span("a@shop", 1, 1, 0, 10).id("a").kind(Kind.CONSUMER).linkTo(1, 2).add();
    scene.span("b@shop", 1, 2, 5, 15).id("b").kind(Kind.CONSUMER).linkTo(1, 1).add();

    assertThat(order()).containsExactly("a", "b");
  }

  @Test
  void isTheSameForEveryOrderOfDelivery() {
    Random random = new Random(7);
    for (int i = 1; i < 200; i++) {
      scene
          .span("op" + i % 5 + "@s" + i % 4, 1, i, random.nextInt(20), 30)
          .under(Math.max(i / 2, 1))
          .add();
      scene.log("line@s" + i % 3, random.nextInt(20)).id("l" + i).in(1, 1 + i % 9).add();
    }
    scene.span("root@shop", 1, 0xffff, 0, 100).add();
    List<String> expected = order();
    List<Signal> signals = scene.signals();
    for (int shuffle = 0; shuffle < 5; shuffle++) {
      Collections.shuffle(signals, random);
      assertThat(order()).isEqualTo(expected);
    }
  }

  @Test
  void rawTimeIsExactlyTheWritersClocks() {
    scene.span("root@shop", 1, 1, 1000, 2000).id("root").add();
    scene.span("child@stock", 1, 2, 0, 10).id("child").under(1).add();
    scene.log("line@stock", -50).id("line").in(1, 2).add();

    assertThat(
            ids(
                scene.journey(
                    Question.ofTrace(Scene.trace(1).hex()),
                    ReadOptions.DEFAULTS.withRawTime(true))))
        .containsExactly("line", "child", "root");
  }
}
