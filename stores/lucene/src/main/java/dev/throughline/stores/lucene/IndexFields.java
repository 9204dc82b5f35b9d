package dev.throughline.stores.lucene;

import dev.throughline.journey.store.ProcessReader.Process;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * The fields of the index: this fixed set and no other, however many attributes senders think of.
 * Ids are indexed as terms that are never analysed.
 */
final class IndexFields {
  static final String RECORD = "record.id";
  static final String TRACE = "trace.id";
  static final String SPAN = "span.id";
  static final String CORRELATION = "correlation.id";

  /** The session and the one it continues. */
  static final String SESSION = "session.id";

  /** {@code namespace=value}; also as doc values, for counting users. */
  static final String USER = "user";

  static final String ACTOR = "user.actor.id";
  static final String MESSAGE_ID = "messaging.message.id";
  static final String LINK = "link.trace.id";
  static final String SERVICE = "service.name";

  /** Which process wrote it, see {@link #process}. */
  static final String PROCESS = "process";

  /** The same, on records without ids only. */
  static final String PROCESS_WITHOUT_IDS = "process.without_ids";

  /** {@code key=value} of every attribute. */
  static final String ATTRIBUTE = "attribute";

  /** The words of a log record's message, see {@link Words}. */
  static final String MESSAGE = "message";

  /** Nanoseconds since 1970, clamped to what a long holds. */
  static final String TIME = "@timestamp";

  /** Receipt in nanoseconds since 1970; in the bucket of old records only, which expire by it. */
  static final String RECEIVED = "event.created";

  /** 1 on records that report an error. */
  static final String ERROR = "error";

  /** The record's bytes. */
  static final String PAYLOAD = "payload";

  /** Far below Lucene's 32,766 bytes: what is longer costs more as a term than it selects. */
  private static final int LONGEST_TERM = 512;

  private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000_000L - 1;

  private IndexFields() {}

  /**
   * A value as a term. Long values are replaced by a hash behind a byte that no UTF-8 text
   * contains; every match is checked against the decoded record, so a collision shows nothing
   * foreign.
   */
  static BytesRef term(String value) {
    BytesRef bytes = new BytesRef(value);
    if (bytes.length <= LONGEST_TERM) {
      return bytes;
    }
    long[] hash = StringHelper.murmurhash3_x64_128(bytes);
    BytesRef hashed =
        new BytesRef(
            "?" + HexFormat.of().toHexDigits(hash[0]) + HexFormat.of().toHexDigits(hash[1]));
    hashed.bytes[hashed.offset] = (byte) 0xff;
    return hashed;
  }

  /** Whether a term stands for a longer value. */
  static boolean isHashed(BytesRef term) {
    return term.length > 0 && term.bytes[term.offset] == (byte) 0xff;
  }

  static String process(Process process) {
    return process.service() + '\n' + process.instance() + '\n' + process.clock();
  }

  static String attribute(String key, String value) {
    return key + '=' + value;
  }

  /** An instant as the index holds it: monotone, but not exact beyond the years 1678 and 2261. */
  static long nanos(Instant time) {
    long second = time.getEpochSecond();
    if (second > LAST_SECOND) {
      return Long.MAX_VALUE;
    }
    if (second < -LAST_SECOND) {
      return Long.MIN_VALUE;
    }
    return second * 1_000_000_000L + time.getNano();
  }
}
