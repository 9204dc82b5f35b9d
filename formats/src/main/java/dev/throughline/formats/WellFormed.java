package dev.throughline.formats;

/** Text that UTF-8 can carry. */
final class WellFormed {
  private static final char REPLACEMENT = '\uFFFD';

  private WellFormed() {}

  /** The same text, every surrogate without its partner replaced by U+FFFD. */
  static String text(String text) {
    int bad = hasSurrogate(text) ? firstLoneSurrogate(text, 0) : -1;
    if (bad < 0) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text);
    while (bad >= 0) {
      repaired.setCharAt(bad, REPLACEMENT);
      bad = firstLoneSurrogate(repaired, bad + 1);
    }
    return repaired.toString();
  }

  /** A loop of its own: nearly all text ends here, and every text comes by. */
  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        return true;
      }
    }
    return false;
  }

  /** The place of the first surrogate without its partner, or -1. */
  private static int firstLoneSurrogate(CharSequence text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
