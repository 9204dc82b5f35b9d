package dev.throughline.correlation.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of a correlation id: {@code [A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,127}}. It takes what
 * nginx, Envoy, HAProxy and Heroku produce and leaves out everything that could end a header, start
 * a terminal escape or open an expression in a log layout. A value outside it is replaced, never
 * trimmed: a trimmed id matches nothing.
 */
final class CorrelationId {
  static final int MAX_LENGTH = 128;

  /** The one valid value among a header's lines; null if there is none, or more than one. */
  static @Nullable String only(List<String> headerLines) {
    if (headerLines.size() != 1) {
      return null;
    }
    String value = headerLines.get(0);
    return value != null && isValid(value) ? value : null;
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

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private CorrelationId() {}
}
