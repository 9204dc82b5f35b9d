package dev.throughline.correlation.request;

import org.jspecify.annotations.Nullable;

/**
 * What may stand as a user, actor or session id: 1 to 256 characters, none of them a control or a
 * line separator. Anything else is no id, so it can neither break a log line nor fill the memory;
 * it is not repaired, because a repaired id names somebody else.
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
      if (breaksALine(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean breaksALine(char c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
  }

  private PersonId() {}
}
