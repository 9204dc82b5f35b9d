package dev.throughline.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What holds beside every tracer: the trace is the tracer's, the people are ours. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TracerContract {
  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @SuppressWarnings("NullAway.Init") // before all
  Running shop;

  abstract Running begin();

  abstract List<Finished> finished();

  abstract void forget();

  @BeforeAll
  void start() {
    shop = begin();
  }

  @AfterAll
  void stop() {
    shop.close();
  }

  @BeforeEach
  void clear() {
    forget();
  }

  @Test
  void aRequestHasOneTraceAndOneSpan() throws Exception {
    Properties seen = shop.get("/ids", "X-Correlation-ID", "c-1");
    assertThat(seen.getProperty("mdc"))
        .isEqualTo(seen.getProperty("tracer"))
        .doesNotContain("null");
    assertThat(seen.getProperty("correlation")).isEqualTo("c-1");
    assertThat(seen.getProperty("echo")).isEqualTo("c-1");
    Finished server = only("SERVER", traceOf(seen));
    assertThat(server.traceId() + "/" + server.spanId()).isEqualTo(seen.getProperty("tracer"));
    assertThat(server.parentId()).isNull();
    assertThat(server.tags())
        .containsEntry("correlation.id", "c-1")
        .containsEntry("user.id", "alice");
    assertThat(spansOf(traceOf(seen))).hasSize(1);
  }

  @Test
  void theCallersTraceGoesOn() throws Exception {
    Properties seen = shop.get("/ids", "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
    assertThat(seen.getProperty("tracer")).startsWith(TRACE);
    assertThat(seen.getProperty("mdc")).isEqualTo(seen.getProperty("tracer"));
    assertThat(only("SERVER", TRACE).parentId()).isEqualTo("b7ad6b7169203331");
  }

  @Test
  void otherThreadsSayTheSame() throws Exception {
    Properties seen = shop.get("/elsewhere", "X-Correlation-ID", "c-2", "baggage", "user.id=bob");
    assertThat(seen.getProperty("mdc"))
        .isEqualTo(seen.getProperty("tracer"))
        .doesNotContain("null");
    assertThat(seen.getProperty("correlation")).isEqualTo("c-2");
    assertThat(seen.getProperty("user")).isEqualTo("bob");
  }

  @Test
  void linesFollowASpanInside() throws Exception {
    Properties seen = shop.get("/nested");
    assertThat(seen.getProperty("mdc")).isEqualTo(seen.getProperty("tracer"));
    assertThat(seen.getProperty("mdc"))
        .doesNotEndWith("/" + only("SERVER", traceOf(seen)).spanId());
  }

  @Test
  void noThreadKeepsAnythingOfARequest() throws Exception {
    Set<String> traces = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Properties seen = shop.get("/elsewhere", "X-Correlation-ID", "c-3-" + i);
      assertThat(seen.getProperty("mdc")).isEqualTo(seen.getProperty("tracer"));
      assertThat(seen.getProperty("correlation")).isEqualTo("c-3-" + i);
      assertThat(seen.getProperty("user")).isEqualTo("null");
      traces.add(traceOf(seen));
    }
    assertThat(traces).hasSize(50);
    for (String trace : traces) {
      assertThat(only("SERVER", trace).parentId()).isNull();
    }
  }

  @Test
  void aCallCarriesTheTracersWordAndOurs() throws Exception {
    Properties headers =
        shop.get("/through?url=" + shop.url("/headers"), "X-Correlation-ID", "c-4");
    String trace = headers.getProperty("traceparent").split("-")[1];
    Finished client = only("CLIENT", trace);
    assertThat(headers.getProperty("traceparent"))
        .startsWith("00-" + client.traceId() + "-" + client.spanId() + "-");
    assertThat(headers.stringPropertyNames()).doesNotContain("b3", "x-b3-traceid");
    assertThat(headers.getProperty("x-correlation-id")).isEqualTo("c-4");
    assertThat(headers.getProperty("baggage")).isEqualTo("user.id=alice");
    await().atMost(1, TimeUnit.MINUTES).until(() -> spansOf(trace).size() == 3);
    assertThat(spansOf(trace).stream().filter(span -> span.kind().equals("SERVER"))).hasSize(2);
  }

  private static String traceOf(Properties seen) {
    return seen.getProperty("tracer").split("/")[0];
  }

  /** Of one trace: a span may end after its answer, and so in the next test. */
  private List<Finished> spansOf(String trace) {
    return finished().stream().filter(span -> span.traceId().equals(trace)).toList();
  }

  private Finished only(String kind, String trace) {
    await()
        .atMost(1, TimeUnit.MINUTES)
        .until(() -> spansOf(trace).stream().anyMatch(span -> span.kind().equals(kind)));
    return spansOf(trace).stream()
        .filter(span -> span.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
