package dev.throughline.cli.source;

import dev.throughline.formats.DecodeResult;
import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.DecodeResult.Malformed;
import dev.throughline.formats.FileLineDecoder;
import dev.throughline.formats.Intake;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

/**
 * One file on its way to where it can be asked for: a record a line, or one JSON document over many
 * lines, plain or gzip. Counts what it could not read. Not thread-safe.
 */
final class RecordFile {
  /** An exporter's batch on one line may be large; what is larger is no batch. */
  private static final int LONGEST_LINE = 64 << 20;

  private static final int GZIP = 0x1f8b;

  /** A byte order mark, its bytes taken for characters. */
  private static final String UTF_8_BOM = "\u00ef\u00bb\u00bf";

  private final FileRecords records;
  private final String origin;
  private final FileLineDecoder decoder;
  private long lines;
  private long unreadable;
  private String firstTrouble = "";

  /**
   * @param receivedAt the time of lines that carry none
   * @param origin what their records say they came from
   */
  RecordFile(FileRecords records, Instant receivedAt, String origin) {
    this.records = records;
    this.origin = origin;
    decoder = new FileLineDecoder(new Intake(receivedAt, origin));
  }

  void read(InputStream raw) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw);
    buffered.mark(2);
    int magic = buffered.read() << 8 | buffered.read();
    buffered.reset();
    ByteLines in =
        new ByteLines(magic == GZIP ? new GZIPInputStream(buffered) : buffered, LONGEST_LINE);
    for (byte[] line = in.next(); line != null; line = in.next()) {
      lines++;
      byte[] whole =
          lines == 1 && opensDocument(line) ? in.rest(restored(line), LONGEST_LINE) : line;
      if (whole == null) {
        trouble(1, "a document of more than 64 MiB");
      } else {
        take(decoder.line(whole), whole.length);
      }
    }
    if (in.discarded() > 0) {
      lines += in.discarded();
      trouble(in.discarded(), "a line of more than 64 MiB");
    }
  }

  long lines() {
    return lines;
  }

  long unreadable() {
    return unreadable;
  }

  /** Where and why reading first failed; empty when it did not. */
  String firstTrouble() {
    return firstTrouble;
  }

  private void take(DecodeResult result, int size) throws IOException {
    switch (result) {
      case Decoded decoded -> {
        records.add(decoded.signals(), size);
        if (!decoded.refused().isEmpty()) {
          trouble(decoded.refused().size(), decoded.refused().getFirst().reason());
        }
      }
      case Malformed malformed -> trouble(1, malformed.reason());
    }
  }

  private void trouble(long count, String reason) {
    if (unreadable == 0) {
      firstTrouble = origin + " line " + lines + ": " + reason;
    }
    unreadable += count;
  }

  /** Whether a first line begins a JSON document that goes on over further lines. */
  private static boolean opensDocument(byte[] line) {
    String text = new String(line, StandardCharsets.ISO_8859_1).strip();
    int brace = text.indexOf('{');
    boolean object = brace == 0 || brace == UTF_8_BOM.length() && text.startsWith(UTF_8_BOM);
    return object && "{[,".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  private static byte[] restored(byte[] line) {
    byte[] ended = java.util.Arrays.copyOf(line, line.length + 1);
    ended[line.length] = '\n';
    return ended;
  }
}
