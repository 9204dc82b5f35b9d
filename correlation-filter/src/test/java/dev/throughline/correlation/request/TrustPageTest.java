package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.trace.TraceFormat;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every row of the tables in docs/with/trust.md. */
class TrustPageTest {
  private static final Path PAGE = Path.of("../docs/with/trust.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final String A = "a".repeat(32);
  private static final String B = "b".repeat(32);

  /** The two cells of a row. */
  record Row(String left, String right) {
    Map<String, List<String>> headers() {
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (String header : codes(left)) {
        String[] parts = header.split(": ", 2);
        written(parts[0], parts[1])
            .forEach(
                (name, line) -> headers.computeIfAbsent(name, k -> new ArrayList<>()).add(line));
      }
      return headers;
    }
  }

  static Stream<Row> correlationHeaders() throws IOException {
    return rows("correlation headers", 8);
  }

  static Stream<Row> traceHeaders() throws IOException {
    return rows("trace headers", 10);
  }

  static Stream<Row> gateways() throws IOException {
    return rows("gateway", 6);
  }

  @ParameterizedTest
  @MethodSource("correlationHeaders")
  void correlationHeadersDisagree(Row row) {
    String id = served(row.headers()).ids().correlationId();
    if (row.right.equals("a new one")) {
      assertThat(id).matches("[0-9a-f]{32}");
    } else {
      assertThat(codes(row.right)).containsExactly(id);
    }
  }

  @ParameterizedTest
  @MethodSource("traceHeaders")
  void traceHeadersDisagree(Row row) {
    String trace = served(row.headers()).ids().span().getSpanContext().getTraceId();
    switch (row.right) {
      case "A" -> assertThat(trace).isEqualTo(A);
      case "B" -> assertThat(trace).isEqualTo(B);
      default -> {
        assertThat(row.right).isEqualTo("a new one");
        assertThat(trace).matches("[0-9a-f]{32}").isNotIn(A, B, "0".repeat(32));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void gatewaysIdsAreTaken(Row row) {
    String header = codes(row.right).get(0);
    String value = header.substring(header.indexOf(": ") + 2);
    Map<String, List<String>> headers = new Row(row.right, "").headers();
    assertThat(served(headers).ids().correlationId()).isEqualTo(value);
  }

  private static ServedRequest served(Map<String, List<String>> headers) {
    try (var root = Context.root().makeCurrent()) {
      return new Arrival(OpenTelemetry.noop(), Settings.read(name -> null))
          .of(
              new IncomingRequest(
                  "GET",
                  "/",
                  headers::get,
                  Objects.requireNonNull(PeerAddress.ofLiteral("10.0.0.7"))));
    }
  }

  /** A and B as that format writes them, all else as it stands there. */
  private static Map<String, String> written(String name, String value) {
    if (!value.equals("A") && !value.equals("B")) {
      return Map.of(name, value);
    }
    SpanContext span =
        SpanContext.create(
            value.equals("A") ? A : B,
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    for (TraceFormat format : TraceFormat.values()) {
      Map<String, String> headers = new LinkedHashMap<>();
      format.write(Span.wrap(span).getSpanContext(), headers);
      if (headers.containsKey(name)) {
        return headers;
      }
    }
    throw new IllegalArgumentException("no format writes " + name);
  }

  /** The rows of the table whose first column begins with {@code title}. */
  private static Stream<Row> rows(String title, int expected) throws IOException {
    List<Row> rows = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (!line.startsWith("|")) {
        inside = false;
      } else if (line.startsWith("| " + title)) {
        inside = true;
      } else if (inside && !line.startsWith("|---")) {
        String[] cells = line.split("\\|");
        rows.add(new Row(cells[1].strip(), cells[2].strip()));
      }
    }
    assertThat(rows).as("rows of the table of " + title).hasSize(expected);
    return rows.stream();
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
  }
}
