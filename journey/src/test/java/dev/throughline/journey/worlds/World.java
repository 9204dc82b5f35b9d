package dev.throughline.journey.worlds;

import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A generated world and the answers about it.
 *
 * @param signals what was recorded, in the order in which it was written
 * @param truths by record, those that were withheld included
 * @param clocks how each host's clock ran
 * @param gaps what was withheld, and the cause a journey should name
 */
public record World(
    long seed,
    Knobs knobs,
    List<String> users,
    List<Signal> signals,
    Map<RecordId, Truth> truths,
    Map<String, HostClock> clocks,
    List<PlantedGap> gaps) {

  /** A clock's error at the world's start, and how fast it grows. */
  public record HostClock(long offsetNanos, double driftPpm) {

    /** Raw minus true, at a true time. */
    public long errorAt(long trueNanos) {
      return offsetNanos + (long) (trueNanos * driftPpm / 1_000_000);
    }
  }

  /** Something that was withheld from one person's journey. */
  public record PlantedGap(String user, String service, String cause) {}

  /** The services where the first user's failures began, in order. */
  public List<String> culprits() {
    return knobs.faults().stream().flatMap(fault -> fault.culprit().stream()).toList();
  }

  /** The records as they come: some twice, and perhaps in any order. */
  public List<Signal> delivery() {
    Random random = new Random(seed);
    List<Signal> delivery = new ArrayList<>(signals);
    signals.stream()
        .filter(signal -> random.nextDouble() < knobs.delivery().twice())
        .forEach(delivery::add);
    if (knobs.delivery().shuffled()) {
      Collections.shuffle(delivery, random);
    }
    return delivery;
  }

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
  public String describe(RecordId id) {
    Truth truth = truth(id);
    return "%s at %.3f s owned by %s"
        .formatted(truth.what(), truth.trueNanos() / 1e9, truth.owners());
  }

  public Truth truth(RecordId id) {
    Truth truth = truths.get(id);
    if (truth == null) {
      throw new IllegalStateException("no record " + id + " in this world");
    }
    return truth;
  }
}
