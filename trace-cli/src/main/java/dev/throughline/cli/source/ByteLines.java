package dev.throughline.cli.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream as bytes, without their ends. Not thread-safe. */
final class ByteLines {
  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private long discarded;

  /**
   * @param longest a line of more bytes than this is discarded, and counted
   */
  ByteLines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** The next line, or null at the end. */
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream begun = new ByteArrayOutputStream(0);
    boolean any = false;
    boolean tooLong = false;
    while (true) {
      if (from == to && !fill()) {
        return any && !tooLong ? line(begun) : null;
      }
      any = true;
      int end = indexOfNewline();
      int stop = end < 0 ? to : end;
      tooLong |= begun.size() + (long) (stop - from) > longest;
      if (!tooLong) {
        begun.write(buffer, from, stop - from);
      }
      from = end < 0 ? to : end + 1;
      if (end >= 0 && !tooLong) {
        return line(begun);
      }
      if (end >= 0) {
        discarded++;
        tooLong = false;
        any = false;
        begun.reset();
      }
    }
  }

  /** How many lines were too long. */
  long discarded() {
    return discarded;
  }

  /** Everything that was not read yet, after a line that was. */
  byte @Nullable [] rest(byte[] before, int most) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(before);
    do {
      whole.write(buffer, from, to - from);
      from = to;
    } while (whole.size() <= most && fill());
    return whole.size() <= most ? whole.toByteArray() : null;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  private int indexOfNewline() {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static byte[] line(ByteArrayOutputStream begun) {
    byte[] line = begun.toByteArray();
    boolean dos = line.length > 0 && line[line.length - 1] == '\r';
    return dos ? java.util.Arrays.copyOf(line, line.length - 1) : line;
  }
}
