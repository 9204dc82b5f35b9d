package dev.throughline.journey.worlds;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.ClockReading;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Counts how well journeys agree with the truth of their worlds. */
public final class Scorecard {
  int expected;
  int found;
  int foreign;
  int pairs;
  int effectsBeforeCauses;
  int lines;
  int linesOutOfSequence;
  int clocks;
  int withinBounds;
  int measured;
  double worstMeasuredMillis;
  private final List<Double> errorsMillis = new ArrayList<>();
  int inferred;
  int inferredRightly;
  int inferable;
  final List<String> complaints = new ArrayList<>();

  public void judge(World world, String user, Journey journey) {
    Map<RecordId, Integer> places = places(journey);
    judgeRecords(world, user, places);
    judgeOrder(world, places);
    judgeSequences(world, journey);
    judgeClocks(world, journey);
  }

  void judgeInference(World world, String user, Journey journey) {
    for (Step step : journey.steps()) {
      if (step.marks().contains(Step.Mark.INFERRED)) {
        inferred++;
        RecordId parent =
            journey.steps().get(Objects.requireNonNull(step.parent()) - 1).signal().recordId();
        boolean right = parent.equals(world.truth(step.signal().recordId()).cause());
        boolean own = world.truth(step.signal().recordId()).owners().contains(user);
        inferredRightly += own ? 1 : 0;
        if (!own) {
          complain(
              world,
              "inferred for " + user + " under " + parent + (right ? "" : " wrongly") + ": ",
              step.signal().recordId());
        }
      }
    }
    inferable +=
        (int)
            world.truths().values().stream()
                .filter(t -> t.stripped() && t.owners().contains(user) && !t.unsure())
                .count();
  }

  /** What is wrong with the journeys judged so far, worst first; empty when nothing is. */
  public List<String> wrongs() {
    List<String> wrongs = new ArrayList<>(complaints);
    if (expected == 0 || pairs == 0) {
      wrongs.add("nothing was judged");
    }
    return wrongs;
  }

  /** Of the clocks for which evidence from both sides was there. */
  double medianErrorMillis() {
    return errorsMillis.isEmpty()
        ? 0
        : errorsMillis.stream().sorted().toList().get(errorsMillis.size() / 2);
  }

  /** Merged reports stand where their step stands. */
  static Map<RecordId, Integer> places(Journey journey) {
    Map<RecordId, Integer> places = new HashMap<>();
    for (Step step : journey.steps()) {
      places.put(step.signal().recordId(), step.number());
      step.merged().forEach(other -> places.put(other.recordId(), step.number()));
    }
    return places;
  }

  private void judgeRecords(World world, String user, Map<RecordId, Integer> places) {
    for (String id : world.recordsOf(user)) {
      expected++;
      if (places.containsKey(new RecordId(id))) {
        found++;
      } else {
        complain(world, "missing for " + user + ": ", new RecordId(id));
      }
    }
    for (String id : world.foreignTo(user)) {
      if (places.containsKey(new RecordId(id))) {
        foreign++;
        complain(world, "foreign to " + user + ": ", new RecordId(id));
      }
    }
  }

  private void complain(World world, String what, RecordId id) {
    complaints.add("seed " + world.seed() + " " + what + world.describe(id));
  }

  private void judgeOrder(World world, Map<RecordId, Integer> places) {
    for (Map.Entry<RecordId, Integer> place : places.entrySet()) {
      RecordId cause = world.truth(place.getKey()).cause();
      Integer causePlace = cause == null ? null : places.get(cause);
      if (causePlace != null) {
        pairs++;
        if (causePlace > place.getValue()) {
          effectsBeforeCauses++;
          complain(world, "before its cause: ", place.getKey());
        }
      }
    }
  }

  /** What a process wrote one after the other stands one after the other. */
  private void judgeSequences(World world, Journey journey) {
    Map<String, Long> last = new HashMap<>();
    for (Step step : journey.steps()) {
      if (step.signal() instanceof LogRecord log && log.sequence() != null) {
        lines++;
        Long before = last.put(log.resource().instance(), log.sequence());
        if (before != null && before > log.sequence()) {
          linesOutOfSequence++;
          complain(world, "after a later line of its process: ", log.recordId());
        }
      }
    }
  }

  private void judgeClocks(World world, Journey journey) {
    if (journey.clocks().isEmpty()) {
      return;
    }
    long middle = middle(world, journey);
    String reference = reference(journey);
    Set<String> judged = new HashSet<>();
    for (ClockReading reading : journey.clocks()) {
      if (reading.clock().equals(reference) || !judged.add(reading.clock())) {
        continue;
      }
      double truth = error(world, reading.clock(), middle) - error(world, reference, middle);
      clocks++;
      boolean within =
          (reading.min() == null || reading.min().toNanos() <= truth)
              && (reading.max() == null || truth <= reading.max().toNanos());
      withinBounds += within ? 1 : 0;
      if (!within) {
        complaints.add(
            "seed " + world.seed() + " true offset " + truth / 1e6 + " ms outside " + reading);
      }
      if (reading.min() != null && reading.max() != null) {
        measured++;
        double off = Math.abs(reading.offset().toNanos() - truth) / 1e6;
        worstMeasuredMillis = Math.max(worstMeasuredMillis, off);
        errorsMillis.add(off);
      }
    }
  }

  private static double error(World world, String clock, long at) {
    World.HostClock host = world.clocks().get(clock);
    return host == null ? 0 : host.errorAt(at);
  }

  private static String reference(Journey journey) {
    return journey.clocks().stream()
        .filter(
            r ->
                r.offset().isZero()
                    && r.min() != null
                    && r.min().isZero()
                    && r.min().equals(r.max()))
        .map(ClockReading::clock)
        .findFirst()
        .orElseThrow();
  }

  private static long middle(World world, Journey journey) {
    List<Long> times =
        journey.steps().stream()
            .map(Step::signal)
            .map(Signal::recordId)
            .map(id -> world.truth(id).trueNanos())
            .sorted()
            .toList();
    return times.get(times.size() / 2);
  }
}
