package dev.throughline.journey.diff;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Step;
import dev.throughline.journey.diff.Difference.Kind;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares two journeys by the ways they went: which operations of which services called which. How
 * often something was done, ids and times of day are nobody's business: two good runs differ in
 * nothing. Differences come in the other journey's order, so the first is where it went astray.
 */
public final class JourneyDiff {
  /** Slower means: even the usual is beyond twice what was the worst, and one can feel it. */
  private static final int SLOWER_FACTOR = 2;

  private static final Duration FELT = Duration.ofMillis(50);

  /** Attributes that tell of a setting or an outcome, not of this person's order. */
  private static final List<String> TELLING =
      List.of(
          "http.response.status_code",
          "http.route",
          "error.type",
          "exception.type",
          "server.address",
          "peer.service",
          "messaging.destination.name",
          "db.namespace",
          "feature_flag.",
          "deployment.");

  private final Map<List<String>, Hop> good;
  private final Map<List<String>, Hop> other;
  private final List<Placed> differences = new ArrayList<>();

  private JourneyDiff(Journey good, Journey other) {
    this.good = hops(good);
    this.other = hops(other);
  }

  /** What is different in {@code other}, the first divergence first. */
  public static List<Difference> between(Journey good, Journey other) {
    return new JourneyDiff(good, other).compare(good, other);
  }

  private List<Difference> compare(Journey goodOne, Journey otherOne) {
    other.forEach(this::compareHop);
    findMissing();
    compareVersions(goodOne, otherOne);
    differences.sort(
        Comparator.comparing(Placed::place)
            .thenComparing(placed -> placed.difference.kind())
            .thenComparing(placed -> String.join("/", placed.difference.hop())));
    return differences.stream().map(Placed::difference).toList();
  }

  /** What is missing stands where the next hop is that is still there: after what went wrong. */
  private void findMissing() {
    int place = Integer.MAX_VALUE;
    List<Map.Entry<List<String>, Hop>> backwards = new ArrayList<>(good.entrySet());
    Collections.reverse(backwards);
    for (Map.Entry<List<String>, Hop> entry : backwards) {
      List<String> way = entry.getKey();
      Hop there = other.get(way);
      if (there != null) {
        place = there.first().number();
      } else if (isTopmost(way, other) && isExpected(entry.getValue())) {
        Step before = entry.getValue().first();
        add(place, Kind.MISSING_HOP, way, "is not there any more", before, above(way));
      }
    }
  }

  private void compareHop(List<String> way, Hop hop) {
    Hop before = good.get(way);
    if (before == null) {
      if (hop.isError() && isTopmostError(way)) {
        add(Kind.NEW_ERROR, way, words(hop.firstError()), null, hop.firstError());
      } else if (isTopmost(way, good) && isExpected(hop)) {
        add(Kind.EXTRA_HOP, way, "was not there before", null, hop.first());
      }
      return;
    }
    if (hop.isError() && !before.isError()) {
      add(Kind.NEW_ERROR, way, words(hop.firstError()), before.first(), hop.firstError());
    }
    compareLengths(way, before, hop);
    compareAttributes(way, before, hop);
  }

  /** An error line below another new error adds nothing. */
  private boolean isTopmostError(List<String> way) {
    for (int length = 1; length < way.size(); length++) {
      Hop above = other.get(way.subList(0, length));
      if (above != null && above.isError() && !good.containsKey(way.subList(0, length))) {
        return false;
      }
    }
    return true;
  }

  private void compareLengths(List<String> way, Hop before, Hop hop) {
    List<Duration> usual = before.lengths();
    List<Duration> now = hop.lengths();
    if (usual.isEmpty() || now.isEmpty()) {
      return;
    }
    Duration worst = usual.getLast();
    Duration median = now.get(now.size() / 2);
    boolean slower =
        median.compareTo(worst.multipliedBy(SLOWER_FACTOR)) > 0
            && median.minus(worst).compareTo(FELT) > 0;
    if (slower) {
      String detail =
          "took %d ms, before at most %d ms".formatted(median.toMillis(), worst.toMillis());
      add(Kind.SLOWER, way, detail, before.first(), hop.first());
    }
  }

  private void compareAttributes(List<String> way, Hop before, Hop hop) {
    Set<String> keys = new TreeSet<>(before.attributes());
    keys.addAll(hop.attributes());
    for (String key : keys) {
      if (TELLING.stream().anyMatch(key::startsWith)) {
        Set<String> was = before.values(key);
        Set<String> is = hop.values(key);
        if (!was.containsAll(is)) {
          String detail = key + " is " + String.join(", ", is) + ", was " + orNothing(was);
          add(Kind.OTHER_ATTRIBUTE, way, detail, before.first(), hop.first());
        }
      }
    }
  }

  private static String orNothing(Set<String> values) {
    return values.isEmpty() ? "not there" : String.join(", ", values);
  }

  private void compareVersions(Journey goodOne, Journey otherOne) {
    Map<String, Set<String>> before = versions(goodOne);
    versions(otherOne)
        .forEach(
            (service, now) -> {
              Set<String> was = before.getOrDefault(service, now);
              if (!was.containsAll(now)) {
                String detail = "runs " + String.join(", ", now) + ", before " + orNothing(was);
                add(
                    Kind.OTHER_VERSION,
                    List.of(service),
                    detail,
                    firstOf(goodOne, service),
                    firstOf(otherOne, service));
              }
            });
  }

  private static Map<String, Set<String>> versions(Journey journey) {
    Map<String, Set<String>> versions = new TreeMap<>();
    for (Step step : journey.steps()) {
      String version = step.signal().resource().serviceVersion();
      if (version != null) {
        versions.computeIfAbsent(step.service(), k -> new TreeSet<>()).add(version);
      }
    }
    return versions;
  }

  private static @Nullable Step firstOf(Journey journey, String service) {
    return journey.steps().stream()
        .filter(step -> step.service().equals(service))
        .findFirst()
        .orElse(null);
  }

  private void add(
      Kind kind, List<String> way, String detail, @Nullable Step inGood, @Nullable Step inOther) {
    int place = inOther == null ? Integer.MAX_VALUE : inOther.number();
    add(place, kind, way, detail, inGood, inOther);
  }

  private void add(
      int place,
      Kind kind,
      List<String> way,
      String detail,
      @Nullable Step inGood,
      @Nullable Step inOther) {
    Integer goodStep = inGood == null ? null : inGood.number();
    Integer otherStep = inOther == null ? null : inOther.number();
    differences.add(new Placed(place, new Difference(kind, way, detail, goodStep, otherStep)));
  }

  /** A difference and the step of the other journey at which it is told. */
  private record Placed(int place, Difference difference) {}

  /** What is below something missing is missing too; once is enough. */
  private static boolean isTopmost(List<String> way, Map<List<String>, Hop> there) {
    return way.size() == 1 || there.containsKey(way.subList(0, way.size() - 1));
  }

  /** Log lines come and go; operations and events do not. */
  private static boolean isExpected(Hop hop) {
    return !(hop.first().signal() instanceof LogRecord log) || log.isEvent();
  }

  private @Nullable Step above(List<String> way) {
    return Optional.ofNullable(other.get(way.subList(0, way.size() - 1)))
        .map(Hop::first)
        .orElse(null);
  }

  private static String words(Step step) {
    return switch (step.signal()) {
      case LogRecord log -> log.body();
      case Span span -> Objects.requireNonNullElse(span.statusMessage(), "failed");
    };
  }

  /** The steps by their way from the entry. */
  private static Map<List<String>, Hop> hops(Journey journey) {
    List<List<String>> ways = new ArrayList<>();
    for (int i = 0; i < journey.steps().size(); i++) {
      ways.add(new ArrayList<>());
    }
    List<Step> topDown = new ArrayList<>(journey.steps());
    topDown.sort(Comparator.comparing(Step::depth).thenComparing(Step::number));
    for (Step step : topDown) {
      List<String> way = ways.get(step.number() - 1);
      if (step.parent() != null) {
        way.addAll(ways.get(step.parent() - 1));
      }
      way.add(Hop.name(step));
    }
    Map<List<String>, Hop> hops = new LinkedHashMap<>();
    journey
        .steps()
        .forEach(s -> hops.computeIfAbsent(ways.get(s.number() - 1), k -> new Hop()).add(s));
    return hops;
  }
}
