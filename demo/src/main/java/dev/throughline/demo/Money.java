package dev.throughline.demo;

import java.util.Locale;

/** Amounts as people read them. */
final class Money {
  private Money() {}

  static String euros(int cents) {
    return String.format(Locale.ROOT, "%d.%02d EUR", cents / 100, cents % 100);
  }
}
