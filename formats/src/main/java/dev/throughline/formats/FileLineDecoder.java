package dev.throughline.formats;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.DecodeResult.Malformed;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/**
 * The lines of one file of unknown making: OTLP JSON, log lines, or our own records, told apart
 * line by line. One instance per file; not thread-safe.
 */
public final class FileLineDecoder {
  private static final byte[][] OTLP = {
    "resourceSpans".getBytes(US_ASCII),
    "resourceLogs".getBytes(US_ASCII),
    "resourceMetrics".getBytes(US_ASCII),
    "resource_spans".getBytes(US_ASCII),
    "resource_logs".getBytes(US_ASCII),
  };

  /** A file has no bound, memory has: equal records 262,144 others apart are one. */
  private static final int REMEMBERED = 1 << 18;

  private final Intake in;
  private final Ordinals ordinals = Ordinals.recent(REMEMBERED);
  private final RecordCodec records = new RecordCodec();
  private final JsonLineDecoder logLines = new JsonLineDecoder();

  public FileLineDecoder(Intake in) {
    this.in = in;
  }

  /**
   * One line without its end; a blank line is an empty answer, a line of none of the three kinds is
   * {@link Malformed}. A record of our own keeps the origin and receive time it has.
   */
  public DecodeResult line(byte[] line) {
    int start = Lines.afterBom(line);
    byte[] json = start == 0 ? line : Arrays.copyOfRange(line, start, line.length);
    if (RecordCodec.isRecord(json)) {
      return record(json);
    }
    if (isOtlp(json)) {
      return OtlpDecoder.json(json, EnumSet.allOf(OtlpKind.class), in, ordinals);
    }
    return logLines.line(json, in, ordinals);
  }

  private DecodeResult record(byte[] json) {
    try {
      return new Decoded(List.of(records.decode(json)), List.of());
    } catch (IllegalArgumentException notARecord) {
      return new Malformed(String.valueOf(notARecord.getMessage()));
    }
  }

  /** By the object's first name. */
  private static boolean isOtlp(byte[] json) {
    int at = 0;
    while (at < json.length && json[at] != '"' && at < 16) {
      at++;
    }
    int name = at + 1;
    for (byte[] known : OTLP) {
      int end = name + known.length;
      if (end < json.length
          && json[end] == '"'
          && Arrays.equals(json, name, end, known, 0, known.length)) {
        return true;
      }
    }
    return false;
  }
}
