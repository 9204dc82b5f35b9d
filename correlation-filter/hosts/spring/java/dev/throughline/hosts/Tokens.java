package dev.throughline.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that the applications accept. */
final class Tokens {
  static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

  /** An {@code Authorization} header's value. */
  static String bearer(String claims) throws GeneralSecurityException {
    String signed =
        base64("{\"alg\":\"HS256\"}".getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
    Mac mac = Mac.getInstance(KEY.getAlgorithm());
    mac.init(KEY);
    return "Bearer " + signed + "." + base64(mac.doFinal(signed.getBytes(UTF_8)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Tokens() {}
}
