package dev.throughline.correlation.jwt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of whoever issues this house's tokens. Immutable.
 *
 * @param keys each is tried; the token's {@code kid} names none of them, so it can point nowhere
 * @param issuer what {@code iss} must say; null if any issuer with such a key will do
 */
public record JwtKeys(List<PublicKey> keys, @Nullable String issuer) {
  /** Nobody's word is checked: every token is an unverified one. */
  public static final JwtKeys NONE = new JwtKeys(List.of(), null);

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN (PUBLIC KEY|CERTIFICATE)-----([^-]*)-----END \\1-----");
  private static final int LEAST_RSA_BITS = 2_048;

  public JwtKeys {
    keys = List.copyOf(keys);
  }

  /**
   * Reads a PEM file of public keys and certificates (RSA of 2,048 bits or more, EC, Ed25519).
   *
   * @throws IOException if it cannot be read or has no such key; the message says which file
   */
  public static JwtKeys ofFile(Path pem, @Nullable String issuer) throws IOException {
    List<PublicKey> keys = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(pem, StandardCharsets.US_ASCII));
    while (block.find()) {
      try {
        byte[] der = Base64.getMimeDecoder().decode(block.group(2));
        keys.add(strong(block.group(1).equals("CERTIFICATE") ? certified(der) : plain(der)));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw new IOException(pem + ": block " + (keys.size() + 1) + ": " + e.getMessage(), e);
      }
    }
    if (keys.isEmpty()) {
      throw new IOException(pem + ": no BEGIN PUBLIC KEY and no BEGIN CERTIFICATE in it");
    }
    return new JwtKeys(keys, issuer);
  }

  private static PublicKey certified(byte[] der) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(der))
        .getPublicKey();
  }

  private static PublicKey plain(byte[] der) throws GeneralSecurityException {
    for (String kind : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(der));
      } catch (InvalidKeySpecException anotherKind) {
        continue;
      }
    }
    throw new InvalidKeySpecException("neither an RSA, an EC nor an Ed25519 key");
  }

  private static PublicKey strong(PublicKey key) throws InvalidKeySpecException {
    int bits = key instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : LEAST_RSA_BITS;
    if (bits < LEAST_RSA_BITS) {
      throw new InvalidKeySpecException("an RSA key of " + bits + " bits; 2048 are the least");
    }
    return key;
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Whether one of the keys made {@code signature}, by an algorithm that is its own. */
  boolean verify(JwsAlgorithm algorithm, byte[] signed, byte[] signature) {
    return keys.stream()
        .anyMatch(key -> algorithm.suits(key) && algorithm.verifies(signed, signature, key));
  }
}
