package dev.throughline.agent;

/** Lower-case hexadecimal digits. */
final class Hex {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  /** 128 bits as 32 digits. */
  static String of(long high, long low) {
    char[] hex = new char[32];
    for (int i = 0; i < 16; i++) {
      hex[i] = digit(high, i);
      hex[16 + i] = digit(low, i);
    }
    return new String(hex);
  }

  private static char digit(long bits, int i) {
    return DIGITS[(int) (bits >>> (60 - 4 * i)) & 0xf];
  }

  private Hex() {}
}
