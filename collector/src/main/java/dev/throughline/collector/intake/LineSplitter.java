package dev.throughline.collector.intake;

import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts a stream of bytes into lines, none longer than allowed. Not thread-safe. */
final class LineSplitter {
  private static final int FIRST_BYTES = 4 * 1024;

  private final int maxLineBytes;
  private byte[] begun = new byte[0];
  private int length;
  private boolean discarding;
  private int discarded;

  LineSplitter(int maxLineBytes) {
    this.maxLineBytes = maxLineBytes;
  }

  /**
   * Takes more of the stream.
   *
   * @param line is given each line that ends in it, without its end
   */
  void feed(byte[] bytes, int count, Consumer<byte[]> line) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        end(bytes, start, i, line);
        start = i + 1;
      }
    }
    keep(bytes, start, count - start);
  }

  private void end(byte[] bytes, int from, int to, Consumer<byte[]> line) {
    if (length == 0 && !discarding && to - from <= maxLineBytes) {
      line.accept(Arrays.copyOfRange(bytes, from, to));
      return;
    }
    keep(bytes, from, to - from);
    if (!discarding) {
      line.accept(Arrays.copyOf(begun, length));
    }
    length = 0;
    discarding = false;
  }

  private void keep(byte[] bytes, int from, int count) {
    if (discarding || count == 0) {
      return;
    }
    if (length + count > maxLineBytes) {
      discardLine();
      return;
    }
    if (length + count > begun.length) {
      int doubled = Math.max(FIRST_BYTES, begun.length * 2);
      begun = Arrays.copyOf(begun, Math.min(maxLineBytes, Math.max(length + count, doubled)));
    }
    System.arraycopy(bytes, from, begun, length, count);
    length += count;
  }

  /** Gives up the line that has begun; what is left of it will be skipped. */
  void discardLine() {
    discarding = true;
    discarded++;
    length = 0;
    begun = new byte[0];
  }

  /** Bytes of the line that has begun and not ended. */
  int begunBytes() {
    return length;
  }

  /** The line that has begun, now that no more comes. */
  byte[] rest() {
    byte[] rest = Arrays.copyOf(begun, length);
    length = 0;
    return rest;
  }

  /** Lines discarded since last asked. */
  int takeDiscarded() {
    int count = discarded;
    discarded = 0;
    return count;
  }
}
