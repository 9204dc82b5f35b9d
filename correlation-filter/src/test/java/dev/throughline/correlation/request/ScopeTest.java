package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.Correlation;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ScopeTest {
  @AfterEach
  void clear() {
    MDC.clear();
  }

  @Test
  void theHostsOwnValuesComeBack() {
    MDC.put("user_id", "the host's");
    MDC.put("tenant", "t-1");
    try (ServedRequest request = served("c-1");
        CorrelationScope scope = request.activate()) {
      assertThat(MDC.get("user_id")).isNull();
      Correlation.user("alice");
      MDC.put("correlation_id", "overwritten by the host");
      assertThat(MDC.get("user_id")).isEqualTo("alice");
    }
    assertThat(MDC.getCopyOfContextMap())
        .isEqualTo(Map.of("user_id", "the host's", "tenant", "t-1"));
    assertThat(Correlation.id()).isEmpty();
  }

  @Test
  void scopesNest() {
    try (ServedRequest outer = served("c-outer");
        CorrelationScope first = outer.activate()) {
      try (ServedRequest inner = served("c-inner");
          CorrelationScope second = inner.activate()) {
        assertThat(Correlation.id()).contains("c-inner");
      }
      assertThat(MDC.get("correlation_id")).isEqualTo("c-outer");
      assertThat(Correlation.id()).contains("c-outer");
    }
  }

  @Test
  void whoWasToldInATaskThatRanInlineStaysOnTheLines() {
    try (ServedRequest request = served("c-1");
        CorrelationScope scope = request.activate()) {
      Correlation.bind(Runnable::run).execute(() -> Correlation.user("alice"));
      assertThat(MDC.get("user_id")).isEqualTo("alice");
      Runnable within = () -> Correlation.wrap(() -> Correlation.user("bob")).run();
      Correlation.bind(Runnable::run).execute(within);
      assertThat(MDC.get("user_id")).isEqualTo("bob");
      Correlation.wrap(ScopeTest::sessionAndActor).run();
      assertThat(MDC.get("session_id")).isEqualTo("s-1");
      assertThat(MDC.get("actor_id")).isEqualTo("support");
      MDC.put("user_id", "the host's word");
      Correlation.wrap(() -> {}).run();
      assertThat(MDC.get("user_id")).isEqualTo("the host's word");
    }
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  private static void sessionAndActor() {
    Correlation.session("s-1");
    Correlation.actor("support");
  }

  @Test
  void whoClearsTheMdcTakesTheIdsOffTheLinesOfThatThreadAlone() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (ServedRequest request = served("c-1");
        CorrelationScope scope = request.activate()) {
      MDC.clear();
      assertThat(Correlation.id()).contains("c-1");
      assertThat(Correlation.wrap(pool).submit(() -> MDC.get("correlation_id")).get())
          .isEqualTo("c-1");
      Correlation.user("alice");
    } finally {
      pool.shutdownNow();
    }
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void whoWasToldOfAnotherRequestIsNotOnTheLinesOfThisOne() {
    try (ServedRequest outer = served("c-1");
        CorrelationScope first = outer.activate()) {
      try (ServedRequest inner = served("c-1");
          CorrelationScope second = inner.activate()) {
        Correlation.user("alice");
      }
      assertThat(MDC.get("user_id")).isNull();
    }
  }

  @Test
  void aScopeClosedTwiceOrElsewhereDoesNoHarm() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (ServedRequest request = served("c-1")) {
      CorrelationScope scope = request.activate();
      String untouched =
          other
              .submit(
                  () -> {
                    MDC.put("correlation_id", "another's");
                    scope.close();
                    return MDC.get("correlation_id");
                  })
              .get();
      assertThat(untouched).isEqualTo("another's");
      assertThat(Correlation.id()).contains("c-1");
      scope.close();
      scope.close();
      assertThat(Correlation.id()).isEmpty();
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void aNestedSpansScopeClosedTwiceOrElsewhereDoesNoHarm() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (ServedRequest request = served("c-1");
        CorrelationScope scope = request.activate()) {
      CorrelationScope first = NestedSpan.show(span("a"));
      CorrelationScope second = NestedSpan.show(span("b"));
      Callable<String> elsewhere =
          () -> {
            try (CorrelationScope third = NestedSpan.show(span("c"))) {
              second.close();
              return MDC.get("span_id");
            }
          };
      assertThat(Correlation.wrap(pool).submit(elsewhere).get()).isEqualTo("c".repeat(16));
      second.close();
      assertThat(MDC.get("span_id")).isEqualTo("a".repeat(16));
      CorrelationScope fourth = NestedSpan.show(span("d"));
      second.close();
      assertThat(MDC.get("span_id")).isEqualTo("d".repeat(16));
      fourth.close();
      first.close();
      assertThat(MDC.get("span_id")).isEqualTo(request.ids().span().getSpanContext().getSpanId());
    } finally {
      pool.shutdownNow();
    }
  }

  private static SpanContext span(String digit) {
    return SpanContext.create(
        digit.repeat(32), digit.repeat(16), TraceFlags.getSampled(), TraceState.getDefault());
  }

  @Test
  void tasksTakeTheIdsAlongAndLeaveNone() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    ExecutorService carrying = Correlation.wrap(pool);
    try (ServedRequest request = served("c-1");
        CorrelationScope scope = request.activate()) {
      Correlation.user("alice");
      assertThat(carrying.submit(() -> MDC.get("correlation_id") + MDC.get("user_id")).get())
          .isEqualTo("c-1alice");
      Callable<String> logged = () -> MDC.get("user_id");
      assertThat(carrying.invokeAll(List.of(logged)).get(0).get()).isEqualTo("alice");
      Callable<String> user = () -> Correlation.user().orElse("");
      assertThat(carrying.<String>invokeAny(List.of(user))).isEqualTo("alice");
      Correlation.wrap((Executor) pool).execute(() -> Correlation.user("carol"));
      assertThat(pool.submit(MDC::getCopyOfContextMap).get()).isNullOrEmpty();
      assertThat(Correlation.user()).contains("carol");
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aWordThatIsNoIdChangesNothing() {
    try (ServedRequest request = served("c-1");
        CorrelationScope scope = request.activate()) {
      for (String bad : List.of("", " ", "a\nb", "a\u001b[2J", "x".repeat(257), "a\u2028b")) {
        Correlation.user(bad);
        Correlation.session(bad);
        Correlation.actor(bad);
      }
      assertThat(Correlation.user()).isEmpty();
      assertThat(Correlation.session()).isEmpty();
      assertThat(MDC.get("actor_id")).isNull();
    }
    Correlation.user("nobody's request");
    assertThat(MDC.get("user_id")).isNull();
  }

  private static ServedRequest served(String id) {
    return Correlation.serve(
        "GET",
        "/",
        Map.of("X-Correlation-ID", List.of(id))::get,
        new InetSocketAddress("127.0.0.1", 1));
  }
}
