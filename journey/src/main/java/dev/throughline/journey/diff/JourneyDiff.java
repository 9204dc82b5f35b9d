package dev.throughline.journey.diff;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.Failure;
import dev.throughline.journey.Step;
import dev.throughline.journey.diff.Difference.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two journeys by the ways they went: which operations of which services called which. How
 * often something was done, ids and times of day are nobody's business: two good runs differ in
 * nothing. Differences come in the other journey's order, what travelled up after where it began,
 * so the first is where it went astray.
 */
public final class JourneyDiff {
  private final Ways good;
  private final Ways other;
  private final Journey otherJourney;
  private final Telling telling;
  private final Map<List<String>, Slowness> slow = new LinkedHashMap<>();
  private final Set<List<String>> failed = new HashSet<>();

  private JourneyDiff(Journey good, Journey other) {
    this.good = new Ways(good);
    this.other = new Ways(other);
    this.otherJourney = other;
    this.telling = new Telling(otherJourney);
  }

  /** What is different in {@code other}, the first divergence first. */
  public static List<Difference> between(Journey good, Journey other) {
    return new JourneyDiff(good, other).compare(good);
  }

  private List<Difference> compare(Journey goodJourney) {
    findFailures(goodJourney);
    other.all().forEach(this::compareHop);
    findSlower();
    findMissing();
    Versions.compare(goodJourney, otherJourney, telling);
    return telling.inOrder();
  }

  /** What the journey itself found to be a failure, and the good one did not have. */
  private void findFailures(Journey goodJourney) {
    Set<List<String>> known = new HashSet<>();
    for (Failure failure : goodJourney.failures()) {
      Hop hop = good.ofStep(failure.step());
      known.add(hop == null ? List.of() : hop.way());
    }
    for (Failure failure : otherJourney.failures()) {
      Hop hop = other.ofStep(failure.step());
      if (hop != null && !known.contains(hop.way()) && failed.add(hop.way())) {
        Step step = otherJourney.steps().get(failure.step() - 1);
        telling.add(
            Kind.NEW_ERROR, failure.service(), hop.way(), failure.reason(), inGood(hop), step);
      }
    }
  }

  private @Nullable Step inGood(Hop hop) {
    Hop before = good.get(hop.way());
    return before == null ? null : before.first();
  }

  private void compareHop(Hop hop) {
    Hop before = good.get(hop.way());
    Step error = hop.firstError().orElse(null);
    if (error != null && isNews(hop, before) && failed.add(hop.way())) {
      telling.add(Kind.NEW_ERROR, hop.way(), hop.errorWords(), inGood(hop), error);
    } else if (before == null && error == null && good.hasAbove(hop.way()) && hop.isExpected()) {
      telling.add(Kind.EXTRA_HOP, hop.way(), "was not there before", null, hop.first());
    }
    if (before != null) {
      Slowness.between(before, hop).ifPresent(slowness -> slow.put(hop.way(), slowness));
      Settings.compare(before, hop, failed.contains(hop.way()), telling);
    }
  }

  /** What is below a failure that was not even called before is no news beside it. */
  private boolean isNews(Hop hop, @Nullable Hop before) {
    if (before != null) {
      return before.firstError().isEmpty();
    }
    Hop above = other.above(hop.way());
    boolean told = above != null && failed.contains(above.way());
    return !told || hop.isExpected() && good.hasAbove(hop.way());
  }

  /** Slow is who waited for nobody slow. */
  private void findSlower() {
    slow.forEach(
        (way, slowness) -> {
          boolean explained =
              slow.entrySet().stream()
                  .anyMatch(
                      below ->
                          Telling.isBelow(below.getKey(), way)
                              && slowness.isExplainedBy(below.getValue()));
          Hop hop = other.get(way);
          if (!explained && hop != null) {
            telling.add(Kind.SLOWER_HOP, way, slowness.words(), inGood(hop), hop.first());
          }
        });
  }

  /** What is missing stands where the next hop is that is still there: after what went wrong. */
  private void findMissing() {
    int place = Integer.MAX_VALUE;
    List<Hop> backwards = new ArrayList<>(good.all());
    Collections.reverse(backwards);
    for (Hop hop : backwards) {
      Hop there = other.get(hop.way());
      if (there != null) {
        place = there.first().number();
      } else if (other.hasAbove(hop.way()) && hop.isExpected()) {
        Hop above = other.above(hop.way());
        telling.missing(place, hop, above == null ? null : above.first());
      }
    }
  }
}
