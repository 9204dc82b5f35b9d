package dev.throughline.journey.model;

import java.util.Locale;
import java.util.Optional;

/**
 * Names one span within its trace.
 *
 * @param hex 16 lower-case hexadecimal digits, not all zero (W3C Trace Context, level 2)
 */
public record SpanId(String hex) implements Comparable<SpanId> {
  private static final int LENGTH = 16;

  public SpanId {
    if (!isValid(hex)) {
      throw new IllegalArgumentException(
          "not a SpanId: \""
              + hex
              + "\", expected "
              + LENGTH
              + " lower-case hex digits, not all zero");
    }
  }

  /** The id, or empty when the text is not one; upper-case digits are lowered first. */
  public static Optional<SpanId> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return isValid(lower) ? Optional.of(new SpanId(lower)) : Optional.empty();
  }

  private static boolean isValid(String hex) {
    return Hex.isLower(hex, LENGTH) && !Hex.isZero(hex);
  }

  @Override
  public int compareTo(SpanId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
