package dev.throughline.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A journey as its JSON form has it ({@code throughline.journey/1}), as far as these tests look.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ReadJourney(
    boolean complete, Summary summary, @Nullable Origin origin, List<Row> steps, List<Gap> gaps) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Summary(
      List<String> services, int sessions, int traces, int spans, int logs, int events) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Origin(String service, int step) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Gap(String cause, @Nullable String service, @Nullable String detail) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Row(
      int step,
      String record,
      String kind,
      @Nullable Integer parent,
      @JsonProperty("raw_time") String rawTime,
      @Nullable String service,
      @Nullable String name,
      @JsonProperty("span_kind") @Nullable String spanKind,
      @Nullable String status,
      @Nullable String level,
      @Nullable String message,
      @JsonProperty("trace_id") @Nullable String trace,
      @JsonProperty("span_id") @Nullable String span,
      @JsonProperty("correlation_id") @Nullable String correlation,
      @JsonProperty("session_id") @Nullable String session,
      @JsonProperty("user_id") @Nullable String user,
      double confidence,
      List<String> marks) {

    boolean isSpan() {
      return kind.equals("span");
    }

    boolean says(String word) {
      return message != null && message.contains(word);
    }
  }

  List<Row> spans() {
    return steps.stream().filter(Row::isSpan).toList();
  }

  /** Logs and events. */
  List<Row> lines() {
    return steps.stream().filter(row -> !row.isSpan()).toList();
  }

  Row step(int number) {
    return steps.get(number - 1);
  }
}
