package dev.throughline.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The first 128 bits of the SHA-256 of a sequence of fields, each with its length, so that no two
 * different sequences are the same bytes. Cryptographic because equal ids mean "drop the second": a
 * sender must not be able to make a record that hides another's. Not thread-safe; reused.
 */
final class ContentHash {
  private static final int ABSENT = -1;
  private static final HexFormat HEX = HexFormat.of();

  private final MessageDigest sha256 = sha256();
  private byte[] digest = {};
  private byte[] bytes = new byte[2048];
  private int length;

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  ContentHash add(@Nullable String text) {
    if (text == null) {
      return add(ABSENT);
    }
    byte[] utf8 = text.getBytes(UTF_8);
    add(utf8.length);
    reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
    return this;
  }

  ContentHash add(int number) {
    reserve(Integer.BYTES);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (number >>> shift);
    }
    return this;
  }

  ContentHash add(long number) {
    return add((int) (number >>> 32)).add((int) number);
  }

  ContentHash add(Instant time) {
    return add(time.getEpochSecond()).add(time.getNano());
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  /** Ends the sequence; the next {@code add} begins another. */
  void finish() {
    sha256.update(bytes, 0, length);
    length = 0;
    digest = sha256.digest();
  }

  /** The first 64 bits of the finished sequence. */
  long high() {
    return big(0);
  }

  /** The second 64 bits of the finished sequence. */
  long low() {
    return big(Long.BYTES);
  }

  /** The 128 bits as 32 hex digits. */
  String hex() {
    return HEX.formatHex(digest, 0, 2 * Long.BYTES);
  }

  private long big(int from) {
    long value = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      value = value << 8 | (digest[i] & 0xff);
    }
    return value;
  }
}
