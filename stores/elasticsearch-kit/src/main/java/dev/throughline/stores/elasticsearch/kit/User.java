package dev.throughline.stores.elasticsearch.kit;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Somebody whom a node with security lets in. They live in the node's files: the test zip lacks
 * what users made through its API need.
 *
 * @param rights the body of a role as in {@code roles.yml}, in JSON: {@code {"cluster": [...],
 *     "indices": [...]}}
 */
public record User(String name, String password, String rights) {
  private static final int ROUNDS = 10_000;

  /** One who may do everything. */
  public static User admin(String name, String password) {
    return new User(
        name,
        password,
        """
        {"cluster": ["all"], "indices": [{"names": ["*"], "privileges": ["all"]}]}""");
  }

  /** The line of {@code config/users}. */
  String entry() {
    byte[] salt = new byte[32];
    new SecureRandom().nextBytes(salt);
    try {
      byte[] hash =
          SecretKeyFactory.getInstance("PBKDF2withHMACSHA512")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, 256))
              .getEncoded();
      Base64.Encoder base64 = Base64.getEncoder();
      return "%s:{PBKDF2}%d$%s$%s"
          .formatted(name, ROUNDS, base64.encodeToString(salt), base64.encodeToString(hash));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2", e);
    }
  }
}
