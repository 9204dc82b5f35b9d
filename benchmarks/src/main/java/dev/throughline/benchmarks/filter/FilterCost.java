package dev.throughline.benchmarks.filter;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.slf4j.MDC;

/**
 * Time per request through a chain of filters to a servlet that reads its MDC once, as a log line
 * does; with {@code -prof gc} also what is allocated ({@code gc.alloc.rate.norm}).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // JMH fills in the parameters and calls the set-up
public class FilterCost {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  /** Both tools' spelling of one caller's ids. */
  private static final Map<String, String> FROM_A_SERVICE =
      Map.of(
          "Host", "shop.example.org",
          "X-Correlation-ID", "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
          "traceparent", "00-" + TRACE + "-" + SPAN + "-01",
          "b3", TRACE + "-" + SPAN + "-1",
          "baggage", "user.id=4711,session.id=s-42",
          "user.id", "4711",
          "session.id", "s-42");

  @Param public Ids ids;

  @Param({"false", "true"})
  public boolean spans;

  /** Whether the caller sent ids: another service, or somebody's browser. */
  @Param({"false", "true"})
  public boolean called;

  private FilterChain chain;
  private FixedRequest request;
  private final FixedResponse response = new FixedResponse();

  @Setup
  public void chain(Blackhole hole) {
    List<Filter> filters = ids.filters(spans);
    // A log line is what a request has ids for: it takes the whole map.
    chain = (asked, answer) -> hole.consume(MDC.getCopyOfContextMap());
    for (int i = filters.size() - 1; i >= 0; i--) {
      chain = before(filters.get(i), chain);
    }
    request = new FixedRequest(called ? FROM_A_SERVICE : Map.of("Host", "shop.example.org"));
  }

  private static FilterChain before(Filter filter, FilterChain next) {
    return (request, response) -> filter.doFilter(request, response, next);
  }

  @Benchmark
  public void request() throws IOException, ServletException {
    chain.doFilter(request.again(), response.again());
  }
}
