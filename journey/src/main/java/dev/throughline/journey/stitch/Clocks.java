package dev.throughline.journey.stitch;

import dev.throughline.journey.Journey.ClockReading;
import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how far the writers' clocks were off, from pairs of spans that must be in order, over
 * all of them at once. The reference is the clock of the earliest entry of the largest group of
 * clocks that evidence connects. Where nothing is known nothing is shifted.
 *
 * <p>Between two clocks every pair states bounds of their difference; the statements are widened by
 * what the clocks may have drifted since and then vote. A third clock's bounds follow by addition
 * along the narrowest path.
 *
 * <p>Phase 4. In: rows. Out: a {@link Timeline} that corrects every time a row carries, with bounds
 * and with the evidence that was outvoted. Raw times are kept. Without it an answer comes before
 * its question wherever a clock is a second off.
 */
final class Clocks {
  /** How fast two machines' clocks may run apart: twice what cheap quartz does. */
  private static final double MAX_DRIFT = 200e-6;

  private final List<Row> rows;
  private final List<ClockEvidence> evidence;

  private Clocks(List<Row> rows) {
    this.rows = rows;
    this.evidence = ClockEvidence.in(rows);
  }

  /** The rows' times on the reference clock. */
  static Timeline align(List<Row> rows) {
    Clocks clocks = new Clocks(rows);
    if (clocks.evidence.isEmpty()) {
      return Timeline.RAW;
    }
    // The first round's offsets say when, by one clock, each piece of evidence was seen.
    return clocks.solve(clocks.solve(Timeline.RAW));
  }

  private Timeline solve(Timeline soFar) {
    Instant middle = middle(soFar);
    Map<ClockPair, List<Statement>> statements = new TreeMap<>(ClockPair.BY_NAME);
    for (ClockEvidence piece : evidence) {
      ClockPair pair = ClockPair.of(piece);
      Interval bounds =
          pair.first().equals(clockOf(piece)) ? piece.bounds() : piece.bounds().negated();
      double since = seconds(middle, soFar.corrected(piece.cause(), piece.cause().time()));
      statements.computeIfAbsent(pair, k -> new ArrayList<>()).add(new Statement(since, bounds));
    }
    ClockGraph graph = new ClockGraph(clocks());
    Map<ClockPair, Difference> differences = new TreeMap<>(ClockPair.BY_NAME);
    statements.forEach((pair, said) -> differences.put(pair, Difference.of(said, MAX_DRIFT)));
    differences.forEach(graph::connect);
    Map<String, ClockError> errors = graph.errors(entriesByTime(soFar), middle);
    return new Timeline(errors, Dissent.among(statements, differences, errors, MAX_DRIFT));
  }

  private static String clockOf(ClockEvidence piece) {
    return piece.cause().resource().clock();
  }

  private List<String> clocks() {
    TreeSet<String> names = new TreeSet<>();
    rows.forEach(row -> names.add(row.signal().resource().clock()));
    return List.copyOf(names);
  }

  /** The median: a message that came a week late does not move it. */
  private Instant middle(Timeline timeline) {
    List<Instant> times =
        rows.stream()
            .filter(row -> !row.marks().contains(Mark.TIME_ABSURD))
            .map(timeline::start)
            .sorted()
            .toList();
    return times.isEmpty() ? Instant.EPOCH : times.get(times.size() / 2);
  }

  /**
   * The clocks in the order of the first request that entered at each: one that took a message did
   * not begin there, whatever its clock says.
   */
  private List<String> entriesByTime(Timeline timeline) {
    Set<Span> effects = Collections.newSetFromMap(new IdentityHashMap<>());
    evidence.forEach(piece -> effects.add(piece.effect()));
    Map<String, Row> first = new TreeMap<>();
    Comparator<Row> byTime = Comparator.comparing(timeline::start);
    Comparator<Row> earliest = byTime.thenComparing(Row::index);
    for (Row row : rows) {
      Span span = row.span();
      if (span != null && span.parentSpanId() == null && !effects.contains(span)) {
        first.merge(
            row.signal().resource().clock(), row, (a, b) -> earliest.compare(a, b) <= 0 ? a : b);
      }
    }
    List<Row> entries = new ArrayList<>(first.values());
    entries.sort(earliest);
    return entries.stream().map(row -> row.signal().resource().clock()).toList();
  }

  private static double seconds(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    return between.getSeconds() + between.getNano() / 1e9;
  }

  /** What a journey says of each instance's clock, where there was evidence. */
  static List<ClockReading> readings(List<Row> rows, Timeline timeline) {
    Map<String, ClockReading> readings = new TreeMap<>();
    for (Row row : rows) {
      var resource = row.signal().resource();
      Optional.ofNullable(timeline.errors().get(resource.clock()))
          .ifPresent(
              error ->
                  readings.computeIfAbsent(
                      resource.instance() + '\n' + resource.clock(),
                      key -> reading(resource.instance(), resource.clock(), error, timeline)));
    }
    return List.copyOf(readings.values());
  }

  private static ClockReading reading(
      String instance, String clock, ClockError error, Timeline timeline) {
    return new ClockReading(
        instance,
        clock,
        error.offset(),
        error.drift() * 1e6,
        bound(error.bounds().low()),
        bound(error.bounds().high()),
        timeline.dissents().stream()
            .filter(dissent -> dissent.concerns(clock))
            .map(dissent -> dissent.of(clock))
            .toList());
  }

  private static @Nullable Duration bound(double nanos) {
    return Double.isFinite(nanos) ? Duration.ofNanos(Math.round(nanos)) : null;
  }

  /** Two clocks in the order of their names. */
  record ClockPair(String first, String second) {
    static final Comparator<ClockPair> BY_NAME =
        Comparator.comparing(ClockPair::first).thenComparing(ClockPair::second);

    static ClockPair of(ClockEvidence piece) {
      String a = piece.cause().resource().clock();
      String b = piece.effect().resource().clock();
      return a.compareTo(b) < 0 ? new ClockPair(a, b) : new ClockPair(b, a);
    }
  }

  /**
   * What one pair of spans says.
   *
   * @param since seconds since the journey's middle
   * @param bounds of the second clock's error minus the first one's, in nanoseconds
   */
  record Statement(double since, Interval bounds) {}
}
