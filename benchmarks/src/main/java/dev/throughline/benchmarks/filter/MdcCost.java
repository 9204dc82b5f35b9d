package dev.throughline.benchmarks.filter;

import brave.Tracing;
import brave.propagation.CurrentTraceContext;
import brave.propagation.TraceContext;
import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One hand-over to a pool thread: the ids of a request become current with six MDC keys and are
 * taken away again; and the same where they are current already, as on a thread that runs its own
 * task.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before all else
public class MdcCost {
  private CapturedContext ours;
  private CurrentTraceContext brave;
  private TraceContext braves;

  @Setup
  public void requests() {
    ServedRequest request =
        Correlation.serve(
            "GET",
            "/cart",
            name -> name.equals("baggage") ? List.of("user.id=4711,session.id=s-42") : List.of(),
            new InetSocketAddress("127.0.0.1", 40_000));
    ours = request.captured();
    Tracing tracing = BraveIds.sameWork(true);
    brave = tracing.currentTraceContext();
    braves = tracing.tracer().nextSpan().context();
    BraveIds.CORRELATION.updateValue(braves, request.ids().correlationId());
    BraveIds.USER.updateValue(braves, "4711");
    BraveIds.SESSION.updateValue(braves, "s-42");
  }

  @Benchmark
  public void throughline() {
    try (CorrelationScope scope = ours.activate()) {
      // the task
    }
  }

  @Benchmark
  public void brave() {
    try (CurrentTraceContext.Scope scope = brave.newScope(braves)) {
      // the task
    }
  }

  @Benchmark
  public void throughlineTwice() {
    try (CorrelationScope scope = ours.activate();
        CorrelationScope again = ours.activate()) {
      // the task
    }
  }

  @Benchmark
  public void braveTwice() {
    try (CurrentTraceContext.Scope scope = brave.newScope(braves);
        CurrentTraceContext.Scope again = brave.maybeScope(braves)) {
      // the task
    }
  }
}
