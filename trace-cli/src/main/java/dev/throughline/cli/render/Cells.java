package dev.throughline.cli.render;

/** How many columns of a terminal a text takes: wide East Asian characters and emoji take two. */
final class Cells {
  private Cells() {}

  static int of(String text) {
    int cells = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      cells += of(c);
      i += Character.charCount(c);
    }
    return cells;
  }

  /** The longest beginning of a text that fits. */
  static String fit(String text, int cells) {
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      used += of(c);
      if (used > cells) {
        return text.substring(0, i);
      }
      i += Character.charCount(c);
    }
    return text;
  }

  private static int of(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  /** The wide blocks of Unicode's East Asian Width, in rough strokes. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1f64f)
        || (c >= 0x1f680 && c <= 0x1f6ff)
        || (c >= 0x1f900 && c <= 0x1f9ff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }
}
