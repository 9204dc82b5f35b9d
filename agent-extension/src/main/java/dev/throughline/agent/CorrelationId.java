package dev.throughline.agent;

import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of a correlation id: {@code [A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,127}}. It takes what
 * nginx, Envoy, HAProxy and Heroku produce and leaves out everything that could end a header, start
 * a terminal escape or open an expression in a log layout. A value outside it is replaced, never
 * trimmed: a trimmed id matches nothing.
 */
final class CorrelationId {
  private static final int MAX_LENGTH = 128;

  /** The one valid value among a header's lines; null if there is none, or more than one. */
  static @Nullable String only(Iterator<String> lines) {
    if (!lines.hasNext()) {
      return null;
    }
    String value = lines.next();
    return value != null && isValid(value) && !lines.hasNext() ? value : null;
  }

  static boolean isValid(String value) {
    int length = value.length();
    if (length == 0 || length > MAX_LENGTH || !isAlphanumeric(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = value.charAt(i);
      if (!isAlphanumeric(c) && "._:/+=@-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /** 128 random bits as 32 hex digits; not a secret, so a fast generator is the right one. */
  static String random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Hex.of(random.nextLong(), random.nextLong());
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private CorrelationId() {}
}
