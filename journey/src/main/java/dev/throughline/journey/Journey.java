package dev.throughline.journey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one person in one stretch of time, in causal order, with what is missing.
 * Immutable.
 *
 * @param subject what was asked for: handle kind ({@code user}, {@code session}, ...) to its values
 * @param window the bounds of the question, null where it had none
 * @param asOf the moment up to which the answer is true
 * @param complete whether every source answered in full
 * @param origin the failure that explains the trouble, or null when nothing failed
 */
public record Journey(
    Map<String, List<String>> subject,
    Window window,
    Instant asOf,
    boolean complete,
    Summary summary,
    @Nullable Failure origin,
    List<Failure> failures,
    List<ClockReading> clocks,
    List<Step> steps,
    List<Gap> gaps,
    List<SourceReport> sources) {

  public Journey {
    subject = Map.copyOf(subject);
    failures = List.copyOf(failures);
    clocks = List.copyOf(clocks);
    steps = List.copyOf(steps);
    gaps = List.copyOf(gaps);
    sources = List.copyOf(sources);
  }

  /** The asked stretch of time. */
  public record Window(@Nullable Instant from, @Nullable Instant to) {}

  /**
   * The journey in numbers.
   *
   * @param services in order of first appearance
   * @param errors error spans and log records at ERROR or above
   * @param started corrected time of the first step, or null when there is none
   * @param ended corrected time at which the last step ended
   */
  public record Summary(
      List<String> services,
      int sessions,
      int traces,
      int spans,
      int logs,
      int events,
      int errors,
      @Nullable Instant started,
      @Nullable Instant ended) {
    public Summary {
      services = List.copyOf(services);
    }

    public Duration duration() {
      return started == null || ended == null ? Duration.ZERO : Duration.between(started, ended);
    }
  }

  /**
   * A request that went wrong, and why.
   *
   * @param step the number of the step that failed first
   * @param evidence record ids that prove it
   * @param propagated services that only passed the failure on, nearest first
   */
  public record Failure(
      String service,
      int step,
      Kind kind,
      String reason,
      List<String> evidence,
      List<String> propagated) {

    /** Whether the user was answered with the failure, or it was swallowed on the way. */
    public enum Kind {
      ERROR,
      SWALLOWED
    }

    public Failure {
      evidence = List.copyOf(evidence);
      propagated = List.copyOf(propagated);
    }
  }

  /**
   * How one instance's clock ran against the reference.
   *
   * @param offset raw minus corrected, at the journey's middle
   * @param driftPpm parts per million
   * @param min lower bound of the offset, null where evidence is one-sided
   * @param max upper bound of the offset, null where evidence is one-sided
   * @param contradictions evidence against it that was outvoted
   */
  public record ClockReading(
      String instance,
      String clock,
      Duration offset,
      double driftPpm,
      @Nullable Duration min,
      @Nullable Duration max,
      List<Contradiction> contradictions) {
    public ClockReading {
      contradictions = List.copyOf(contradictions);
    }

    /** Of a clock about which all evidence agrees. */
    public ClockReading(
        String instance,
        String clock,
        Duration offset,
        double driftPpm,
        @Nullable Duration min,
        @Nullable Duration max) {
      this(instance, clock, offset, driftPpm, min, max, List.of());
    }
  }

  /**
   * Pairs of spans on two clocks whose order cannot be as what most others say.
   *
   * @param with the other clock
   * @param by how far outside of what the others allow, at most
   * @param pairs how many say so
   */
  public record Contradiction(String with, Duration by, int pairs) {}

  /**
   * What one source contributed.
   *
   * @param records distinct records it gave
   * @param failure why it did not answer in full, or null
   */
  public record SourceReport(
      String name,
      long records,
      boolean truncated,
      @Nullable Instant asOf,
      Duration took,
      @Nullable String failure) {}
}
