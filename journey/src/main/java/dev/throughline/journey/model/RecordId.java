package dev.throughline.journey.model;

/**
 * The identity of one recorded signal, the same in every store and source, so that a re-delivery is
 * recognised. Either the client's own unique id or a 128-bit hash of the content; computed once, at
 * intake.
 *
 * @param value 1 to 128 printable ASCII characters without spaces
 */
public record RecordId(String value) implements Comparable<RecordId> {
  /** The longest id taken from a client, in characters. */
  public static final int MAX_LENGTH = 128;

  public RecordId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "not a record id: \""
              + value
              + "\", expected 1 to "
              + MAX_LENGTH
              + " printable ASCII characters");
    }
  }

  /** Whether a client's own id can serve as it is. */
  public static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(RecordId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
