package dev.throughline.correlation.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void aValidOneIsReadAndWrittenBack() {
    SpanContext read = read(VALID);
    assertThat(read.getTraceId()).isEqualTo(TRACE);
    assertThat(read.getSpanId()).isEqualTo(SPAN);
    assertThat(read.isSampled()).isTrue();
    assertThat(read.isRemote()).isTrue();
    assertThat(TraceParent.write(read)).isEqualTo(VALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-extra",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x",
        " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      })
  void anInvalidOneIsNoParent(String line) {
    assertThat(read(line).isValid()).isFalse();
  }

  @Test
  void twoAreNoParent() {
    assertThat(TraceParent.read(List.of(VALID, VALID), List.of()).isValid()).isFalse();
  }

  @Test
  void flagsWeDoNotKnowAreDropped() {
    assertThat(read("00-" + TRACE + "-" + SPAN + "-ff").getTraceFlags().asHex()).isEqualTo("03");
  }

  @Test
  void aLaterVersionIsReadByItsKnownPart() {
    assertThat(read("01-" + TRACE + "-" + SPAN + "-01").getTraceId()).isEqualTo(TRACE);
    assertThat(read("01-" + TRACE + "-" + SPAN + "-01-what-ever").getSpanId()).isEqualTo(SPAN);
  }

  @Test
  void tracestateLinesAreJoinedInOrder() {
    assertThat(state("a=1,b=2", "tenant@c=3")).isEqualTo("a=1,b=2,tenant@c=3");
  }

  @Test
  void anEndlessTracestateIsTrimmedByWholeMembers() {
    String many =
        IntStream.range(0, 40).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
    assertThat(state(many).split(",")).hasSize(32).startsWith("k0=v").endsWith("k31=v");
    String wide = "a=" + "x".repeat(250) + ",b=" + "y".repeat(250) + ",c=" + "z".repeat(250);
    assertThat(state(wide)).isEqualTo("a=" + "x".repeat(250) + ",b=" + "y".repeat(250));
  }

  @Test
  void aBrokenTracestateIsDroppedAndTheTraceGoesOn() {
    assertThat(state("a=1,no-value")).isEmpty();
    assertThat(state("a=1,a=2")).isEmpty();
    assertThat(state("Ä=1")).isEmpty();
    assertThat(TraceParent.read(List.of(VALID), List.of("=")).isValid()).isTrue();
  }

  private static SpanContext read(String line) {
    return TraceParent.read(Collections.singletonList(line), List.of());
  }

  private static String state(String... lines) {
    return TraceStateHeader.write(TraceParent.read(List.of(VALID), List.of(lines)).getTraceState());
  }
}
