package dev.throughline.stores.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is a term of its own, and what a hash stands for. Long values cost more as terms than they
 * select, and beyond 32,766 bytes Lucene refuses the document. Every match of a hash is checked
 * against the record itself.
 */
final class Terms {
  /** In characters; {@code ignore_above} in {@code mapping.json}. */
  static final int LONGEST = 1024;

  private static final int LONGEST_KEY = 512;

  private Terms() {}

  static boolean isTerm(String value) {
    return value.length() <= LONGEST;
  }

  /** Whether a flattened field takes a key; it joins key and value by a NUL. */
  static boolean isKey(String key) {
    return key.length() <= LONGEST_KEY && key.indexOf('\0') < 0;
  }

  /** Stands for a value of a field that is no term. */
  static String hash(String field, String value) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(field.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      byte[] digest = sha.digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Stands for an attribute that the flattened field does not find by key and text. */
  static String hashAttribute(String key, String text) {
    return hash(Fields.ATTRIBUTES, key + '\0' + text);
  }
}
