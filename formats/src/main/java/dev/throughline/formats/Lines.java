package dev.throughline.formats;

/** Lines within bytes. */
final class Lines {
  private Lines() {}

  /** Where a UTF-8 byte order mark ends, or 0. */
  static int afterBom(byte[] bytes) {
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    return marked ? 3 : 0;
  }

  /** The place of the next LF, or the end. */
  static int end(byte[] bytes, int from) {
    int end = from;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\t' && bytes[i] != '\n') {
        return false;
      }
    }
    return true;
  }
}
