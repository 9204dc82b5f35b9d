package dev.throughline.correlation.request;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What is written in place of a user's id where a key is configured: {@code h1.} and the first 128
 * bits of its HMAC-SHA256 (RFC 2104), base64url. The same key gives the same name in every service.
 * What a believed caller sends may be one already, for it has the key too; anybody else's word is
 * hashed however it looks: whoever may choose a name could choose somebody's hash.
 */
final class UserPseudonym {
  private static final String PREFIX = "h1.";
  private static final int LENGTH = PREFIX.length() + 22;
  private static final String ALGORITHM = "HmacSHA256";

  private final @Nullable SecretKeySpec key;

  private UserPseudonym(@Nullable SecretKeySpec key) {
    this.key = key;
  }

  /** With a null or empty key ids stay as they are. */
  static UserPseudonym withKey(@Nullable String key) {
    return new UserPseudonym(
        key == null || key.isEmpty()
            ? null
            : new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  /** Null for null and for what is no id. */
  @Nullable String of(@Nullable String id) {
    String valid = PersonId.valid(id);
    return valid == null || key == null ? valid : hashed(valid, key);
  }

  /** The same for a believed caller's word, which stays as it is if it is such a hash. */
  @Nullable String ofCallers(@Nullable String id) {
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
      FirstFailure.report("hashing a user's id", e);
      return null; // rather nobody than the plain name
    }
  }
}
