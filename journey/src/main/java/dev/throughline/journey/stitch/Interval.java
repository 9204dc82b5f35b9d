package dev.throughline.journey.stitch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is known of a number: that it lies between two others. Either end may be infinite.
 *
 * @param low at most {@code high}
 */
record Interval(double low, double high) {
  static final Interval ANYTHING = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  static final Interval ZERO = new Interval(0, 0);

  boolean contains(double value) {
    return low <= value && value <= high;
  }

  double width() {
    return high - low;
  }

  boolean isTwoSided() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  Interval plus(Interval other) {
    return new Interval(low + other.low, high + other.high);
  }

  Interval negated() {
    return new Interval(-high, -low);
  }

  Interval padded(double margin) {
    return new Interval(low - margin, high + margin);
  }

  /** How far apart two are; 0 where they overlap. */
  double distanceTo(Interval other) {
    return Math.max(0, Math.max(low - other.high, other.low - high));
  }

  /** The overlap, or this one where there is none. */
  Interval tightenedBy(Interval other) {
    double newLow = Math.max(low, other.low);
    double newHigh = Math.min(high, other.high);
    return newLow <= newHigh ? new Interval(newLow, newHigh) : this;
  }

  /**
   * The value to believe: nothing where nothing speaks against it; the nearest possible value where
   * one end is open; else the middle.
   */
  double estimate() {
    if (contains(0)) {
      return 0;
    }
    return isTwoSided() ? (low + high) / 2 : low > 0 ? low : high;
  }

  /**
   * Where most of the statements agree (Marzullo's algorithm, as NTP uses it): a false statement
   * among many true ones is outvoted.
   */
  static Interval agreement(List<Interval> statements) {
    List<Edge> edges = new ArrayList<>(2 * statements.size());
    for (Interval statement : statements) {
      edges.add(new Edge(statement.low, 1));
      edges.add(new Edge(statement.high, -1));
    }
    edges.sort(Comparator.comparingDouble(Edge::at).thenComparing(edge -> -edge.step));
    Interval best = ANYTHING;
    int agreeing = 0;
    int most = 0;
    for (int i = 0; i < edges.size(); i++) {
      agreeing += edges.get(i).step;
      if (agreeing > most && i + 1 < edges.size()) {
        most = agreeing;
        best = new Interval(edges.get(i).at, edges.get(i + 1).at);
      }
    }
    return best;
  }

  private record Edge(double at, int step) {}
}
