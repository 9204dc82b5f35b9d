package dev.throughline.collector.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {
  private final LineSplitter splitter = new LineSplitter(10);
  private final List<String> lines = new ArrayList<>();

  private void feed(String text, int atOnce) {
    byte[] bytes = text.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; at += atOnce) {
      byte[] part = java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + atOnce));
      splitter.feed(part, part.length, line -> lines.add(new String(line, UTF_8)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void theSameLinesHoweverTheyArrive(int atOnce) {
    feed("one\n\ntwo\r\n0123456789\n0123456789x\nthree\nrest", atOnce);
    assertThat(lines).containsExactly("one", "", "two\r", "0123456789", "three");
    assertThat(splitter.takeDiscarded()).isEqualTo(1);
    assertThat(splitter.takeDiscarded()).isZero();
    assertThat(new String(splitter.rest(), UTF_8)).isEqualTo("rest");
  }

  @Test
  void aLineThatNeverEndsTakesNoMemory() {
    feed("x".repeat(100_000), 1000);
    assertThat(splitter.begunBytes()).isZero();
    assertThat(splitter.takeDiscarded()).isEqualTo(1);
    feed("\nnext\n", 100);
    assertThat(lines).containsExactly("next");
  }
}
