package dev.throughline.agent;

import org.jspecify.annotations.Nullable;

/**
 * What may stand as a user, actor or session id: 1 to 256 characters, none of them a control or a
 * line separator. Anything else is no id; it is not repaired, because a repaired id names somebody
 * else.
 */
final class PersonId {
  private static final int MAX_LENGTH = 256;

  static @Nullable String valid(@Nullable String value) {
    return value != null && isValid(value) ? value : null;
  }

  private static boolean isValid(String value) {
    if (value.length() > MAX_LENGTH) {
      return false;
    }
    boolean blank = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        return false;
      }
      blank &= Character.isWhitespace(c);
    }
    return !blank;
  }

  private PersonId() {}
}
