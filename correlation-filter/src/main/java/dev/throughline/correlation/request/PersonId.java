package dev.throughline.correlation.request;

import org.jspecify.annotations.Nullable;

/**
 * What may stand as a user, actor or session id: 1 to 256 characters, none of them a control, a
 * line separator or half a surrogate pair. Anything else is no id, so it can neither break a log
 * line nor fill the memory; it is not repaired, because a repaired id names somebody else.
 */
final class PersonId {
  static final int MAX_LENGTH = 256;

  static @Nullable String valid(@Nullable String value) {
    return value != null && isValid(value) ? value : null;
  }

  private static boolean isValid(String value) {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (breaksALine(value.charAt(i)) || isHalf(value, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean breaksALine(char c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
  }

  /** Half a surrogate pair: there is no UTF-8 for it. */
  private static boolean isHalf(String value, int at) {
    char c = value.charAt(at);
    if (!Character.isSurrogate(c)) {
      return false;
    }
    return Character.isHighSurrogate(c)
        ? at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(value.charAt(at - 1));
  }

  private PersonId() {}
}
