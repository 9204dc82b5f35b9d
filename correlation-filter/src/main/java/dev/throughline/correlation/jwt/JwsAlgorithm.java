package dev.throughline.correlation.jwt;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of RFC 7518 and RFC 8037 that a public key checks. No {@code none}, and none with
 * a shared secret: whoever can check one of those can also make it.
 */
enum JwsAlgorithm {
  RS256("SHA256withRSA"),
  RS384("SHA384withRSA"),
  RS512("SHA512withRSA"),
  PS256("SHA-256", MGF1ParameterSpec.SHA256, 32),
  PS384("SHA-384", MGF1ParameterSpec.SHA384, 48),
  PS512("SHA-512", MGF1ParameterSpec.SHA512, 64),
  ES256("SHA256withECDSAinP1363Format", 256),
  ES384("SHA384withECDSAinP1363Format", 384),
  ES512("SHA512withECDSAinP1363Format", 521),
  EdDSA("EdDSA"),
  /** RFC 9864's name for what was {@code EdDSA} with that curve. */
  Ed25519("Ed25519");

  private final String signature;
  private final @Nullable PSSParameterSpec padding;
  private final int curve;

  JwsAlgorithm(String signature) {
    this(signature, 0);
  }

  JwsAlgorithm(String signature, int curve) {
    this.signature = signature;
    this.padding = null;
    this.curve = curve;
  }

  JwsAlgorithm(String digest, MGF1ParameterSpec mask, int salt) {
    this.signature = "RSASSA-PSS";
    this.padding = new PSSParameterSpec(digest, "MGF1", mask, salt, 1);
    this.curve = 0;
  }

  /** By its name in a token's header, letter for letter; null if it is none of these. */
  static @Nullable JwsAlgorithm named(@Nullable Object name) {
    for (JwsAlgorithm algorithm : values()) {
      if (algorithm.name().equals(name)) {
        return algorithm;
      }
    }
    return null;
  }

  /** Whether {@code key} is of the kind this algorithm is for: a token cannot choose another. */
  boolean suits(PublicKey key) {
    return switch (this) {
      case RS256, RS384, RS512, PS256, PS384, PS512 -> key instanceof RSAPublicKey;
      case ES256, ES384, ES512 ->
          key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == curve;
      case EdDSA, Ed25519 -> key instanceof EdECPublicKey;
    };
  }

  boolean verifies(byte[] signed, byte[] by, PublicKey key) {
    try {
      Signature check = Signature.getInstance(signature);
      if (padding != null) {
        check.setParameter(padding);
      }
      check.initVerify(key);
      check.update(signed);
      return check.verify(by);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
