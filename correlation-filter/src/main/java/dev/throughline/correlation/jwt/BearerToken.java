package dev.throughline.correlation.jwt;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The token of an {@code Authorization: Bearer} header, RFC 6750. It is read only when somebody
 * asks, and never written anywhere: not by {@link #toString}, not by an error. Immutable.
 */
public final class BearerToken {
  /** Longer ones are read by nobody: servers take about as much for all headers together. */
  static final int MAX_LENGTH = 8_192;

  private static final String SCHEME = "Bearer ";
  private static final long SKEW_SECONDS = 60;
  private static final Set<String> HEADER = Set.of("alg", "crit");
  private static final Set<String> CLAIMS =
      Set.of("sub", "sid", "act.sub", "iss", "exp", "nbf", "client_id", "azp");

  private final String compact;
  private final JwtKeys keys;

  private BearerToken(String compact, JwtKeys keys) {
    this.compact = compact;
    this.keys = keys;
  }

  /** Null if the header's lines are not one bearer token. */
  public static @Nullable BearerToken of(List<String> authorization, JwtKeys keys) {
    String line = authorization.size() == 1 ? authorization.get(0) : null;
    return line != null
            && line.length() <= MAX_LENGTH
            && line.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? new BearerToken(line.substring(SCHEME.length()).strip(), keys)
        : null;
  }

  /** What it says, if it is a JWT (RFC 7519) in its signed form; null if it is not. */
  public @Nullable TokenClaims read() {
    return read(Instant.now());
  }

  @Nullable TokenClaims read(Instant now) {
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      return null; // an opaque token, or an encrypted one
    }
    Map<String, Object> claims = json(parts[1], CLAIMS);
    return claims == null ? null : claims(claims, isVerified(parts, claims, now));
  }

  private boolean isVerified(String[] parts, Map<String, Object> claims, Instant now) {
    if (keys.isEmpty() || !isCurrent(claims, now) || !isByIssuer(claims)) {
      return false;
    }
    Map<String, Object> header = json(parts[0], HEADER);
    byte[] signature = base64(parts[2]);
    if (header == null || header.containsKey("crit") || signature == null) {
      return false; // crit: an extension that we must understand, and do not
    }
    JwsAlgorithm algorithm = JwsAlgorithm.named(header.get("alg"));
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    return algorithm != null && keys.verify(algorithm, signed, signature);
  }

  private static boolean isCurrent(Map<String, Object> claims, Instant now) {
    long second = now.getEpochSecond();
    Object expires = claims.getOrDefault("exp", Long.MAX_VALUE);
    Object begins = claims.getOrDefault("nbf", Long.MIN_VALUE);
    return expires instanceof Long end
        && begins instanceof Long begin
        && second - SKEW_SECONDS < end
        && second + SKEW_SECONDS >= begin;
  }

  private boolean isByIssuer(Map<String, Object> claims) {
    return keys.issuer() == null || keys.issuer().equals(claims.get("iss"));
  }

  private static TokenClaims claims(Map<String, Object> claims, boolean verified) {
    String subject = text(claims, "sub");
    // By client credentials a program got it for itself: it names nobody.
    boolean program =
        subject != null
            && (subject.equals(claims.get("client_id")) || subject.equals(claims.get("azp")));
    return new TokenClaims(
        verified, program ? null : subject, text(claims, "act.sub"), text(claims, "sid"));
  }

  private static @Nullable String text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text ? text : null;
  }

  private static @Nullable Map<String, Object> json(String part, Set<String> wanted) {
    byte[] bytes = base64(part);
    if (bytes == null) {
      return null;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return FlatJson.read(text, wanted);
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }

  private static byte @Nullable [] base64(String part) {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  @Override
  public String toString() {
    return "BearerToken";
  }
}
