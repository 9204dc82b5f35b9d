package dev.throughline.correlation.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceFormatTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b3: 0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "b3: 0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "b3: 0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-d-05e3ac9a4f6e3b90",
        "X-B3-TraceId: 0af7651916cd43dd8448eb211c80319c|X-B3-SpanId: b7ad6b7169203331",
        "X-B3-TraceId: 0af7651916cd43dd8448eb211c80319c|X-B3-SpanId: b7ad6b7169203331|X-B3-Sampled: true",
        "X-B3-TraceId: 0af7651916cd43dd8448eb211c80319c|X-B3-SpanId: b7ad6b7169203331|X-B3-Sampled: 0|X-B3-Flags: 1",
        "X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=1",
        "X-Amzn-Trace-Id: Self=1-1-1;Sampled=?;Parent=b7ad6b7169203331;Root=1-0af76519-16cd43dd8448eb211c80319c",
        "uber-trace-id: af7651916cd43dd8448eb211c80319c:b7ad6b7169203331:0:1",
        "uber-trace-id: af7651916cd43dd8448eb211c80319c%3Ab7ad6b7169203331%3A0%3A3"
      })
  void everySpellingOfTheSameSpan(String headers) {
    SpanContext read = read(headers);
    assertThat(read.getTraceId()).isEqualTo(TRACE);
    assertThat(read.getSpanId()).isEqualTo(SPAN);
    assertThat(read.isSampled()).isTrue();
    assertThat(read.isRemote()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b3: 0",
        "b3: d",
        "b3: 0af7651916cd43dd-",
        "b3: xaf7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "b3: 0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1|b3: 0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "X-B3-TraceId: 0af7651916cd43dd8448eb211c80319c",
        "X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c",
        "X-Amzn-Trace-Id: Root=2-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331",
        "uber-trace-id: 0:b7ad6b7169203331:0:1",
        "uber-trace-id: af7651916cd43dd8448eb211c80319c:b7ad6b7169203331:0:zz",
        "uber-trace-id: :::",
        "traceparent: broken|b3: 0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1"
      })
  void whatNamesNoSpan(String headers) {
    assertThat(read(headers).isValid()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b3: 0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
        "X-B3-TraceId: 0af7651916cd43dd8448eb211c80319c|X-B3-SpanId: b7ad6b7169203331|X-B3-Sampled: false",
        "X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=0",
        "uber-trace-id: af7651916cd43dd8448eb211c80319c:b7ad6b7169203331:0:0"
      })
  void aNoIsPassedOn(String headers) {
    assertThat(read(headers).isSampled()).isFalse();
  }

  @Test
  void shortTraceIdsAreLeftPadded() {
    assertThat(read("b3: 8448eb211c80319c-" + SPAN).getTraceId())
        .isEqualTo("0000000000000000" + "8448eb211c80319c");
  }

  @Test
  void theFirstFormatThatIsThereDecides() {
    String other = "f".repeat(32);
    assertThat(
            read("b3: " + other + "-" + SPAN + "-1|traceparent: 00-" + TRACE + "-" + SPAN + "-01")
                .getTraceId())
        .isEqualTo(TRACE);
    assertThat(
            read("X-B3-TraceId: " + other + "|X-B3-SpanId: " + SPAN + "|b3: " + TRACE + "-" + SPAN)
                .getTraceId())
        .isEqualTo(TRACE);
  }

  @ParameterizedTest
  @EnumSource(TraceFormat.class)
  void whatIsWrittenIsReadBack(TraceFormat format) {
    SpanContext span = read("traceparent: 00-" + TRACE + "-" + SPAN + "-01");
    Map<String, String> headers = new LinkedHashMap<>();
    format.write(span, headers);
    SpanContext back =
        TraceFormat.read(
            name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of());
    assertThat(back.getTraceId()).isEqualTo(TRACE);
    assertThat(back.getSpanId()).isEqualTo(SPAN);
    assertThat(back.isSampled()).isTrue();
  }

  private static SpanContext read(String headers) {
    Map<String, List<String>> lines =
        List.of(headers.split("\\|")).stream()
            .map(line -> line.split(": ", 2))
            .collect(
                Collectors.groupingBy(
                    line -> line[0], Collectors.mapping(line -> line[1], Collectors.toList())));
    return TraceFormat.read(name -> lines.getOrDefault(name, List.of()));
  }
}
