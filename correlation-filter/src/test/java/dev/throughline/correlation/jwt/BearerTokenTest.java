package dev.throughline.correlation.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens as another library makes them, and as nobody should. */
class BearerTokenTest {
  private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
  private static final long SECOND = NOW.getEpochSecond();
  private static final KeyPair RSA = pair("RSA", 2_048);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "RSA, 2048, RS256",
    "RSA, 2048, RS384",
    "RSA, 3072, RS512",
    "RSA, 2048, PS256",
    "RSA, 2048, PS384",
    "RSA, 2048, PS512",
    "EC, 256, ES256",
    "EC, 384, ES384",
    "EC, 521, ES512",
    "Ed25519, 255, EdDSA"
  })
  void whatAKeyOfOursHasSignedIsVerified(String kind, int bits, String algorithm) throws Exception {
    KeyPair pair = pair(kind, bits);
    String token = signed(algorithm, pair, "{\"sub\":\"alice\",\"exp\":" + (SECOND + 60) + "}");
    assertThat(read(token, keys(RSA, pair)).verified()).isTrue();
    assertThat(read(token, keys(pair)).subject()).isEqualTo("alice");
    assertThat(read(token, keys(pair(kind, bits))).verified()).isFalse();
    assertThat(read(changed(token), keys(pair)).verified()).isFalse();
  }

  @Test
  void withoutAKeyNothingIsVerified() throws Exception {
    TokenClaims claims = read(signed("RS256", RSA, "{\"sub\":\"alice\"}"), JwtKeys.NONE);
    assertThat(claims).isEqualTo(new TokenClaims(false, "alice", null, null));
  }

  @Test
  void actorAndSessionAreRead() throws Exception {
    String json = "{\"sub\":\"alice\",\"act\":{\"sub\":\"support\"},\"sid\":\"s-1\"}";
    assertThat(read(signed("RS256", RSA, json), keys(RSA)))
        .isEqualTo(new TokenClaims(true, "alice", "support", "s-1"));
  }

  @ParameterizedTest
  @CsvSource({"client_id", "azp"})
  void aProgramsOwnTokenNamesNobody(String claim) throws Exception {
    String json = "{\"sub\":\"batch\",\"" + claim + "\":\"batch\"}";
    assertThat(read(signed("RS256", RSA, json), keys(RSA)).subject()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "exp, -61, false",
    "exp, -59, true",
    "nbf, 61, false",
    "nbf, 59, true",
  })
  void aMinuteOfSkewIsAllowed(String claim, int seconds, boolean verified) throws Exception {
    String json = "{\"sub\":\"alice\",\"" + claim + "\":" + (SECOND + seconds) + "}";
    assertThat(read(signed("RS256", RSA, json), keys(RSA)).verified()).isEqualTo(verified);
  }

  @Test
  void aTimeThatIsNoNumberIsNoTime() throws Exception {
    String json = "{\"sub\":\"alice\",\"exp\":\"9999999999\"}";
    assertThat(read(signed("RS256", RSA, json), keys(RSA)).verified()).isFalse();
  }

  @Test
  void anotherIssuersWordIsNotVerified() throws Exception {
    JwtKeys pinned = new JwtKeys(List.of(RSA.getPublic()), "https://id.example");
    String ours = "{\"sub\":\"alice\",\"iss\":\"https://id.example\"}";
    assertThat(read(signed("RS256", RSA, ours), pinned).verified()).isTrue();
    assertThat(read(signed("RS256", RSA, "{\"sub\":\"alice\"}"), pinned).verified()).isFalse();
  }

  @Test
  void aTokenCannotChooseItsAlgorithm() throws Exception {
    String none = base64("{\"alg\":\"none\"}") + "." + base64("{\"sub\":\"alice\"}") + ".";
    assertThat(read(none, keys(RSA)).verified()).isFalse();
    // The public key, which everybody has, as the shared secret of an HMAC.
    JsonWebSignature forged = new JsonWebSignature();
    forged.setAlgorithmHeaderValue("HS256");
    forged.setKey(new HmacKey(RSA.getPublic().getEncoded()));
    forged.setPayload("{\"sub\":\"alice\"}");
    assertThat(read(forged.getCompactSerialization(), keys(RSA)).verified()).isFalse();
  }

  @Test
  void anExtensionThatMustBeUnderstoodIsNot() throws Exception {
    JsonWebSignature critical = signature("RS256", RSA, "{\"sub\":\"alice\"}");
    critical.setCriticalHeaderNames("urn:example");
    critical.setHeader("urn:example", true);
    critical.setKnownCriticalHeaders("urn:example");
    assertThat(read(critical.getCompactSerialization(), keys(RSA)).verified()).isFalse();
  }

  @Test
  void anEmptySignatureIsNone() throws Exception {
    KeyPair pair = pair("EC", 256);
    String token = signed("ES256", pair, "{\"sub\":\"alice\"}");
    String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
    for (String signature : List.of("", "A".repeat(86), "AAAA", "!!!")) {
      assertThat(read(unsigned + signature, keys(pair)).verified()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "opaque",
        "a.b",
        "a.b.c.d.e",
        "..",
        "e30.e30", // two parts
        "e30.%%%.x",
        "e30.eyJzdWIiOiJh.x", // cut short
        "e30.gICA.x", // not UTF-8
        "e30.W10.x", // []
        "e30.bnVsbA.x", // null
        "😀.😀.😀",
      })
  void whatIsNoJwtSaysNothing(String token) {
    BearerToken bearer = BearerToken.of(List.of("Bearer " + token), keys(RSA));
    assertThat(Objects.requireNonNull(bearer).read(NOW)).isNull();
  }

  @Test
  void onlyOneHeaderOfThatSchemeAndOfSensibleLength() {
    assertThat(BearerToken.of(List.of(), JwtKeys.NONE)).isNull();
    assertThat(BearerToken.of(List.of("Bearer a", "Bearer b"), JwtKeys.NONE)).isNull();
    assertThat(BearerToken.of(List.of("Basic YTpi"), JwtKeys.NONE)).isNull();
    assertThat(BearerToken.of(List.of("bearer x"), JwtKeys.NONE)).isNotNull();
    String huge = "Bearer " + "x".repeat(1_000_000);
    assertThat(BearerToken.of(List.of(huge), JwtKeys.NONE)).isNull();
  }

  @Test
  void noiseNeverThrows() {
    Random random = new Random(4711);
    JwtKeys keys = keys(RSA);
    for (int i = 0; i < 10_000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      if (random.nextBoolean() && noise.length > 1) {
        noise[0] = '{';
        noise[1] = '"';
      }
      String part = Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
      String token =
          random.nextBoolean()
              ? part + "." + part + "." + part
              : new String(noise, StandardCharsets.ISO_8859_1);
      BearerToken bearer = BearerToken.of(List.of("Bearer " + token), keys);
      TokenClaims claims = bearer == null ? null : bearer.read(NOW);
      assertThat(claims == null || !claims.verified()).isTrue();
    }
  }

  @Test
  void theTokenIsInNoText() throws Exception {
    String token = signed("RS256", RSA, "{\"sub\":\"alice\"}");
    assertThat(String.valueOf(BearerToken.of(List.of("Bearer " + token), keys(RSA))))
        .isEqualTo("BearerToken");
  }

  @Test
  void keysComeFromPem() throws Exception {
    KeyPair ec = pair("EC", 256);
    KeyPair ed = pair("Ed25519", 255);
    Path file = folder.resolve("keys.pem");
    Files.writeString(file, pem(RSA) + "# and\n" + pem(ec) + pem(ed));
    assertThat(JwtKeys.ofFile(file, null).keys())
        .containsExactly(RSA.getPublic(), ec.getPublic(), ed.getPublic());
  }

  @Test
  void aFileWithoutAGoodKeySaysSo() throws Exception {
    Path file = folder.resolve("keys.pem");
    assertThatThrownBy(() -> JwtKeys.ofFile(file, null)).isInstanceOf(IOException.class);
    Files.writeString(file, "nothing");
    assertThatThrownBy(() -> JwtKeys.ofFile(file, null)).hasMessageContaining("keys.pem: no BEGIN");
    Files.writeString(file, pem(RSA) + pem(pair("RSA", 1_024)));
    assertThatThrownBy(() -> JwtKeys.ofFile(file, null))
        .hasMessageContaining("block 2: an RSA key of 1024 bits");
    Files.writeString(file, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
    assertThatThrownBy(() -> JwtKeys.ofFile(file, null)).hasMessageContaining("neither an RSA");
  }

  private static String pem(KeyPair pair) {
    String body = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  private static TokenClaims read(String token, JwtKeys keys) {
    @Nullable BearerToken bearer = BearerToken.of(List.of("Bearer " + token), keys);
    return Objects.requireNonNull(Objects.requireNonNull(bearer).read(NOW));
  }

  private static String signed(String algorithm, KeyPair pair, String json) throws JoseException {
    return signature(algorithm, pair, json).getCompactSerialization();
  }

  private static JsonWebSignature signature(String algorithm, KeyPair pair, String json) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signature.setAlgorithmHeaderValue(algorithm);
    signature.setKeyIdHeaderValue("../../etc/passwd");
    signature.setKey(pair.getPrivate());
    signature.setPayload(json);
    return signature;
  }

  /** The same token for somebody else. */
  private static String changed(String token) {
    String[] parts = token.split("\\.");
    String json = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    return parts[0] + "." + base64(json.replace("alice", "carol")) + "." + parts[2];
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static JwtKeys keys(KeyPair... pairs) {
    List<PublicKey> keys = java.util.stream.Stream.of(pairs).map(KeyPair::getPublic).toList();
    return new JwtKeys(keys, null);
  }

  private static KeyPair pair(String kind, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (!kind.equals("Ed25519")) {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
