package dev.throughline.cli.render;

/**
 * Text out of recorded data, made visible: no control character reaches the terminal, and what
 * would be invisible or turn the text around (bidi marks, zero-width characters) is spelled out.
 */
public final class Visible {
  private final boolean unicode;

  /**
   * @param unicode whether characters beyond ASCII may be shown as they are
   */
  public Visible(boolean unicode) {
    this.unicode = unicode;
  }

  /** One line of printable text. */
  public String line(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  private void append(StringBuilder shown, int c) {
    switch (c) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> appendOther(shown, c);
    }
  }

  private void appendOther(StringBuilder shown, int c) {
    if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
      shown.append("\\x").append(hex(c, 2));
    } else if (isDeceptive(c)) {
      shown.append(unicode ? "‹U+" : "<U+").append(hex(c, 4)).append(unicode ? '›' : '>');
    } else if (unicode || c < 0x7f) {
      shown.appendCodePoint(c);
    } else {
      shown.append("\\u{").append(Integer.toHexString(c)).append('}');
    }
  }

  /** Formatting characters, line separators, lone surrogates, blanks that take no space. */
  private static boolean isDeceptive(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x034f;
    };
  }

  private static String hex(int c, int digits) {
    String hex = Integer.toHexString(c);
    String padded = "0".repeat(Math.max(0, digits - hex.length())) + hex;
    return digits == 2 ? padded : padded.toUpperCase(java.util.Locale.ROOT);
  }
}
