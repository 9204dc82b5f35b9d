package dev.throughline.formats;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;

/** A duration as the decimal number of its milliseconds, exact to the nanosecond. */
final class Millis {
  private static final int NANO_DIGITS = 6;
  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

  private Millis() {}

  /** Such as {@code 132.4} or {@code -812.0}: no exponent, at least one fractional digit. */
  static String text(Duration duration) {
    BigInteger nanos =
        BigInteger.valueOf(duration.getSeconds())
            .multiply(BILLION)
            .add(BigInteger.valueOf(duration.getNano()));
    BigDecimal shortest = new BigDecimal(nanos, NANO_DIGITS).stripTrailingZeros();
    return shortest.setScale(Math.max(1, shortest.scale())).toPlainString();
  }

  /**
   * What {@link #text} wrote.
   *
   * @throws NumberFormatException when it is no decimal number
   * @throws ArithmeticException when it is finer than a nanosecond or longer than a duration
   */
  static Duration parse(String text) {
    BigInteger nanos = new BigDecimal(text).movePointRight(NANO_DIGITS).toBigIntegerExact();
    BigInteger[] parts = nanos.divideAndRemainder(BILLION);
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
  }
}
