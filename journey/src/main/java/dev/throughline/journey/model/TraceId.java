package dev.throughline.journey.model;

import java.util.Locale;
import java.util.Optional;

/**
 * Names one trace: a request and everything it caused, over all services.
 *
 * @param hex 32 lower-case hexadecimal digits, not all zero (W3C Trace Context, level 2)
 */
public record TraceId(String hex) implements Comparable<TraceId> {
  private static final int LENGTH = 32;

  public TraceId {
    if (!isValid(hex)) {
      throw new IllegalArgumentException(
          "not a TraceId: \""
              + hex
              + "\", expected "
              + LENGTH
              + " lower-case hex digits, not all zero");
    }
  }

  /** The id, or empty when the text is not one; upper-case digits are lowered first. */
  public static Optional<TraceId> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return isValid(lower) ? Optional.of(new TraceId(lower)) : Optional.empty();
  }

  private static boolean isValid(String hex) {
    return Hex.isLower(hex, LENGTH) && !Hex.isZero(hex);
  }

  @Override
  public int compareTo(TraceId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
