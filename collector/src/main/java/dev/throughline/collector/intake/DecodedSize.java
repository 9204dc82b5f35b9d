package dev.throughline.collector.intake;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.throughline.formats.OtlpEncoding;
import java.io.IOException;

/**
 * What a body will take in memory once it is decoded, judged before it is: two bytes can be a whole
 * record, and twenty megabytes of those are more than any heap has. Rough, and rather too much.
 */
final class DecodedSize {
  /** A decoded record, its encoded form and the lists that hold them. */
  private static final long RECORD_BYTES = 800;

  /** An object of a JSON document; most are attributes. */
  private static final long OBJECT_BYTES = 400;

  /** Text is kept twice, decoded and encoded. */
  private static final long BYTES_PER_BYTE = 2;

  /** How deep records lie: resource, scope, record, and their own fields. */
  private static final int LEVELS = 4;

  private DecodedSize() {}

  static long ofLines(byte[] lines) {
    return lines.length * BYTES_PER_BYTE + (1 + count(lines, '\n')) * RECORD_BYTES;
  }

  static long ofOtlp(byte[] body, OtlpEncoding encoding) {
    long objects =
        encoding == OtlpEncoding.JSON
            ? count(body, '{') * OBJECT_BYTES
            : fields(body) * OBJECT_BYTES / 2;
    return body.length * BYTES_PER_BYTE + objects;
  }

  private static long count(byte[] bytes, char wanted) {
    long count = 0;
    for (byte b : bytes) {
      count += b == wanted ? 1 : 0;
    }
    return count;
  }

  /** Counts the fields down to those of the records; what is no protobuf ends the count. */
  private static long fields(byte[] body) {
    long[] count = new long[1];
    try {
      walk(CodedInputStream.newInstance(body), 1, count);
    } catch (IOException malformed) {
      // The decoder will say so.
    }
    return count[0];
  }

  private static void walk(CodedInputStream in, int level, long[] count) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      count[0]++;
      // The resource's entries are field 1; scopes' and records' are field 2 of what holds them.
      boolean entries = WireFormat.getTagFieldNumber(tag) == (level == 1 ? 1 : 2);
      boolean nested = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (entries && nested && level < LEVELS) {
        int outer = in.pushLimit(in.readRawVarint32());
        walk(in, level + 1, count);
        in.popLimit(outer);
      } else {
        in.skipField(tag);
      }
    }
  }
}
