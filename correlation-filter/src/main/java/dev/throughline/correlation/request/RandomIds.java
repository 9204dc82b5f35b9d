package dev.throughline.correlation.request;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids that only need to be unique, never secret: a thread-local generator, because a secure one may
 * block a request while the machine gathers entropy.
 */
public final class RandomIds {
  /** 128 bits as 32 lower-case hex digits. */
  public static String hex128() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return TraceId.fromLongs(random.nextLong(), nonZero(random));
  }

  static String spanId() {
    return SpanId.fromLong(nonZero(ThreadLocalRandom.current()));
  }

  private static long nonZero(ThreadLocalRandom random) {
    long value;
    do {
      value = random.nextLong();
    } while (value == 0);
    return value;
  }

  private RandomIds() {}
}
