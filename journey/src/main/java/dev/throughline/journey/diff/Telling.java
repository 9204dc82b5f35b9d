package dev.throughline.journey.diff;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Step;
import dev.throughline.journey.diff.Difference.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects differences and brings them into the order in which they are told. */
final class Telling {
  /** What a callee does to its callers. */
  private static final Set<Kind> TRAVELS =
      EnumSet.of(Kind.NEW_ERROR, Kind.SLOWER_HOP, Kind.OTHER_ATTRIBUTE);

  private final Journey other;
  private final List<Placed> found = new ArrayList<>();

  /**
   * @param other whose order counts
   */
  Telling(Journey other) {
    this.other = other;
  }

  /** What comes before what, wherever it is. */
  private enum Rank {
    DIVERGENCE,
    /** A reason perhaps, no divergence. */
    VERSION,
    /** What somebody did or did not do this time. */
    PERSON
  }

  /** A difference and the step of the other journey at which it is told. */
  private record Placed(Rank rank, int place, Difference difference) {
    boolean travels() {
      return TRAVELS.contains(difference.kind()) && difference.otherStep() != null;
    }

    Placed at(int other) {
      return new Placed(rank, other, difference);
    }
  }

  void add(
      Kind kind, List<String> way, String detail, @Nullable Step inGood, @Nullable Step inOther) {
    add(kind, service(way), way, detail, inGood, inOther);
  }

  void add(
      Kind kind,
      String service,
      List<String> way,
      String detail,
      @Nullable Step inGood,
      @Nullable Step inOther) {
    int place = inOther == null ? Integer.MAX_VALUE : inOther.number();
    boolean entry = kind == Kind.EXTRA_HOP && way.size() == 1 && !isTaken(inOther);
    Rank rank = entry ? Rank.PERSON : Rank.DIVERGENCE;
    found.add(
        new Placed(
            kind == Kind.OTHER_VERSION ? Rank.VERSION : rank,
            place,
            new Difference(kind, service, way, detail, number(inGood), number(inOther))));
  }

  private static boolean isTaken(@Nullable Step step) {
    return step != null && Hop.isConsumer(step);
  }

  /**
   * @param place the step before which it would have been
   * @param above where it would hang under
   */
  void missing(int place, Hop hop, @Nullable Step above) {
    Difference difference =
        new Difference(
            Kind.MISSING_HOP,
            hop.first().service(),
            hop.way(),
            "is not there any more",
            hop.first().number(),
            number(above));
    found.add(new Placed(hop.isEntry() ? Rank.PERSON : Rank.DIVERGENCE, place, difference));
  }

  private static @Nullable Integer number(@Nullable Step step) {
    return step == null ? null : step.number();
  }

  private static String service(List<String> way) {
    String last = way.getLast();
    return last.substring(last.lastIndexOf('@') + 1);
  }

  /** Whether a way leads through another. */
  static boolean isBelow(List<String> way, List<String> above) {
    return way.size() > above.size() && way.subList(0, above.size()).equals(above);
  }

  /** Where the services diverged comes first. */
  List<Difference> inOrder() {
    Map<Integer, List<Placed>> travelling = new HashMap<>();
    found.stream()
        .filter(Placed::travels)
        .forEach(one -> travelling.computeIfAbsent(stepOf(one), k -> new ArrayList<>()).add(one));
    Map<Placed, Integer> beginnings = beginnings(travelling);
    return found.stream()
        .map(one -> one.at(beginnings.getOrDefault(one, one.place)))
        .sorted(
            Comparator.comparing(Placed::rank)
                .thenComparing(Placed::place)
                .thenComparing(one -> -one.difference.hop().size())
                .thenComparing(one -> one.difference.kind())
                .thenComparing(one -> String.join("/", one.difference.hop())))
        .map(Placed::difference)
        .toList();
  }

  /**
   * Errors and waiting travel up: they are told where they began, not where they ended.
   *
   * @param travelling by step
   * @return the place of the first beginning below each that has one below
   */
  private Map<Placed, Integer> beginnings(Map<Integer, List<Placed>> travelling) {
    Set<Placed> ends = new HashSet<>();
    travelling.keySet().forEach(step -> above(step, travelling, ends::add));
    Map<Placed, Integer> beginnings = new HashMap<>();
    travelling.values().stream()
        .flatMap(List::stream)
        .filter(one -> !ends.contains(one))
        .forEach(
            one ->
                above(stepOf(one), travelling, end -> beginnings.merge(end, one.place, Math::min)));
    return beginnings;
  }

  private void above(int step, Map<Integer, List<Placed>> travelling, Consumer<Placed> each) {
    for (Integer at = parent(step); at != null; at = parent(at)) {
      travelling.getOrDefault(at, List.of()).forEach(each);
    }
  }

  private @Nullable Integer parent(int step) {
    return other.steps().get(step - 1).parent();
  }

  private static int stepOf(Placed one) {
    return Objects.requireNonNull(one.difference.otherStep());
  }
}
