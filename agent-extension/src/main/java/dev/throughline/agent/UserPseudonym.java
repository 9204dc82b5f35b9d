package dev.throughline.agent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What is told in place of a user's id where a key is configured: {@code h1.} and the first 128
 * bits of its HMAC-SHA256 (RFC 2104), base64url, as the correlation filter and {@code trace-cli}
 * make it. Thread-safe.
 */
final class UserPseudonym {
  private static final String PREFIX = "h1.";
  private static final int LENGTH = PREFIX.length() + 22;
  private static final String ALGORITHM = "HmacSHA256";

  /** Ids stay as they are. */
  static final UserPseudonym NONE = new UserPseudonym(null);

  private final @Nullable SecretKeySpec key;

  private UserPseudonym(@Nullable SecretKeySpec key) {
    this.key = key;
  }

  static UserPseudonym withKey(@Nullable String key) {
    return key == null || key.isEmpty()
        ? NONE
        : new UserPseudonym(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  boolean isOn() {
    return key != null;
  }

  /**
   * Null for null and for what is no id. Hashed however it looks: whoever may choose a name could
   * choose somebody's hash.
   */
  @Nullable String of(@Nullable String id) {
    String valid = PersonId.valid(id);
    return valid == null || key == null ? valid : hashed(valid, key);
  }

  /** The same for the word of those who may have the key: what is such a hash stays as it is. */
  @Nullable String ofServices(@Nullable String id) {
    return id != null && isPseudonym(id) ? PersonId.valid(id) : of(id);
  }

  private static boolean isPseudonym(String id) {
    return id.length() == LENGTH && id.startsWith(PREFIX);
  }

  private static @Nullable String hashed(String id, SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
    } catch (GeneralSecurityException e) {
      Failures.report("hashing of a user's id", e);
      return null; // rather nobody than the plain name
    }
  }
}
