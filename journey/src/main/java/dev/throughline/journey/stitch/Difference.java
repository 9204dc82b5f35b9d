package dev.throughline.journey.stitch;

import dev.throughline.journey.stitch.Clocks.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two clocks' errors.
 *
 * @param offset at the journey's middle, in nanoseconds
 * @param drift in nanoseconds per second
 */
record Difference(Interval offset, double drift) {
  private static final double NANOS = 1e9;

  /**
   * Lets the statements vote, first on the offset and then on the drift.
   *
   * @param maxDrift in seconds per second
   */
  static Difference of(List<Statement> statements, double maxDrift) {
    List<Interval> offsets = new ArrayList<>();
    statements.forEach(said -> offsets.add(allowed(said, maxDrift)));
    Interval offset = Interval.agreement(offsets);
    return new Difference(offset, drift(statements, offset, maxDrift * NANOS));
  }

  /** What a statement made at some time allows at the journey's middle. */
  static Interval allowed(Statement said, double maxDrift) {
    return said.bounds().padded(Math.abs(said.since()) * maxDrift * NANOS);
  }

  /** Only where a standing difference cannot explain what was seen. */
  private static double drift(List<Statement> statements, Interval offset, double most) {
    List<Interval> drifts = new ArrayList<>();
    drifts.add(new Interval(-most, most));
    for (Statement said : statements) {
      if (Math.abs(said.since()) >= 1) {
        double low = (said.bounds().low() - offset.high()) / said.since();
        double high = (said.bounds().high() - offset.low()) / said.since();
        Interval drift = new Interval(Math.min(low, high), Math.max(low, high));
        if (drift.high() >= -most && drift.low() <= most) {
          drifts.add(drift);
        }
      }
    }
    return Interval.agreement(drifts).estimate();
  }

  Difference negated() {
    return new Difference(offset.negated(), -drift);
  }
}
