package dev.throughline.correlation.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What {@link LoggingApplication}'s lines say as JSON, by the names of docs/names.md. */
public final class ApplicationLines {
  /** Checks all of them, and that there are no others. */
  public static void check(List<String> output) {
    List<JsonLine> lines =
        output.stream().filter(line -> !line.isBlank()).map(JsonLine::new).toList();
    assertThat(lines)
        .extracting(line -> line.text("message"))
        .containsExactly("outside", "inside\\nforged line", "ItemAddedToCart", "no stock", "after");
    assertThat(lines).allSatisfy(ApplicationLines::writer);
    assertThat(lines)
        .extracting(line -> line.number("sequence"))
        .isSorted()
        .doesNotHaveDuplicates();
    ids(lines);
    event(lines.get(2));
    failure(lines.get(3));
  }

  private static void writer(JsonLine line) {
    assertThat(line.text("@timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\..*");
    assertThat(line.text("level")).isIn("INFO", "WARN");
    assertThat(line.text("logger_name")).isNotEmpty();
    assertThat(line.text("thread_name")).isEqualTo("main");
    assertThat(line.text("service.name")).isEqualTo("orders");
    assertThat(line.text("service.instance.id")).isNotEmpty();
    assertThat(line.text("host.name")).isNotEmpty();
  }

  private static void ids(List<JsonLine> lines) {
    assertThat(lines)
        .extracting(line -> line.text("correlation_id"))
        .containsExactly("", "c-1", "c-1", "c-1", "");
    assertThat(lines)
        .extracting(line -> line.text("user_id"))
        .containsExactly("", "", "alice", "alice", "");
    assertThat(lines.get(1).text("trace_id")).matches("[0-9a-f]{32}");
    assertThat(lines.get(3).text("trace_id")).isEqualTo(lines.get(1).text("trace_id"));
    assertThat(lines.get(4).text("trace_id")).isEmpty();
  }

  private static void event(JsonLine event) {
    assertThat(event.text("event_name")).isEqualTo("ItemAddedToCart");
    assertThat(event.text("log.record.uid")).matches("[0-9a-f]{32}");
    assertThat(event.text("sku")).isEqualTo("4711");
    assertThat(event.raw("count")).isEqualTo("2");
    assertThat(event.text("level")).isEqualTo("INFO");
    assertThat(event.text("event.level")).isEqualTo("fake");
  }

  private static void failure(JsonLine failure) {
    assertThat(failure.text("level")).isEqualTo("WARN");
    assertThat(failure.text("stack_trace"))
        .startsWith("java.lang.IllegalStateException: out of stock\\n\\tat ");
  }

  private ApplicationLines() {}
}
