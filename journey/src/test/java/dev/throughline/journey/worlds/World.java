package dev.throughline.journey.worlds;

import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A generated world and the answers about it.
 *
 * @param signals what was recorded, in the order it happened
 * @param truths by record, those that were lost included
 * @param clocks how each host's clock ran
 * @param gaps what was withheld, and the cause a journey should name
 * @param culprits services where a failure began, for the first user
 */
public record World(
    long seed,
    Knobs knobs,
    List<String> users,
    List<Signal> signals,
    Map<RecordId, Truth> truths,
    Map<String, HostClock> clocks,
    List<PlantedGap> gaps,
    Set<String> culprits) {

  /** A clock's error at the world's start, and how fast it grows. */
  public record HostClock(long offsetNanos, double driftPpm) {

    /** Raw minus true, at a true time. */
    public long errorAt(long trueNanos) {
      return offsetNanos + (long) (trueNanos * driftPpm / 1_000_000);
    }
  }

  /** Something that was withheld from one person's journey. */
  public record PlantedGap(String user, String service, String cause) {}

  /** What certainly belongs to a person and was recorded with ids. */
  public Set<String> recordsOf(String user) {
    return ids(truth -> truth.owners().contains(user) && !truth.unsure() && !truth.stripped());
  }

  /** What certainly does not belong to a person. */
  public Set<String> foreignTo(String user) {
    return ids(truth -> !truth.owners().contains(user) && !truth.unsure());
  }

  private Set<String> ids(Predicate<Truth> which) {
    return signals.stream()
        .map(Signal::recordId)
        .filter(id -> which.test(truth(id)))
        .map(RecordId::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What a record is, for a person who looks for the reason of a difference. */
  public String describe(String id) {
    Signal signal =
        signals.stream().filter(s -> s.recordId().value().equals(id)).findFirst().orElseThrow();
    String what = signal instanceof Span span ? span.kind() + " " + span.name() : "log";
    return "%s %s at %.3f s owned by %s, %s"
        .formatted(
            signal.resource().instance(),
            what,
            truth(signal.recordId()).trueNanos() / 1e9,
            truth(signal.recordId()).owners(),
            signal.ids());
  }

  public Truth truth(RecordId id) {
    Truth truth = truths.get(id);
    if (truth == null) {
      throw new IllegalStateException("no record " + id + " in this world");
    }
    return truth;
  }
}
