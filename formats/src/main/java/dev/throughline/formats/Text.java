package dev.throughline.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Lengths, cuts and repairs of text. */
final class Text {
  static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /** The bytes of well-formed text in UTF-8. */
  static long utf8Length(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += bytesOf(text.charAt(i));
    }
    return bytes;
  }

  /** Half a surrogate pair counts half of its four bytes. */
  private static int bytesOf(char c) {
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  /** The longest beginning that fits, never half a character. */
  static String cutBytes(String text, int most) {
    int bytes = 0;
    int end = 0;
    while (end < text.length() && bytes + bytesOf(text.charAt(end)) <= most) {
      bytes += bytesOf(text.charAt(end));
      end++;
    }
    return cutChars(text, end);
  }

  /** The longest beginning of at most so many chars, never half a character. */
  static String cutChars(String text, int most) {
    boolean splits = most < text.length() && Character.isLowSurrogate(text.charAt(most));
    return text.substring(0, splits ? most - 1 : Math.min(most, text.length()));
  }

  /**
   * The same bytes when they are UTF-8, else a copy with U+FFFD for what is not (overlong forms and
   * encoded surrogates included).
   */
  static byte[] repaired(byte[] utf8) {
    if (isAscii(utf8)) {
      return utf8;
    }
    String text = new String(utf8, UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return utf8;
    }
    byte[] again = text.getBytes(UTF_8);
    return Arrays.equals(again, utf8) ? utf8 : again;
  }

  private static boolean isAscii(byte[] bytes) {
    int any = 0;
    for (byte b : bytes) {
      any |= b;
    }
    return any >= 0;
  }
}
