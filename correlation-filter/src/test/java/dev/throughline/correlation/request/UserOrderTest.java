package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jose4j.jws.JsonWebSignature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** Whose word about the user counts: the application's, baggage, the principal, a signed token. */
class UserOrderTest {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final InetAddress INSIDE =
      Objects.requireNonNull(PeerAddress.ofLiteral("10.0.0.7"));
  private static final String BAGGAGE = "user.id=by-baggage,session.id=s-baggage";

  @TempDir static Path folder;

  private static KeyPair issuer;
  private static Path pem;

  @BeforeAll
  static void makeKeys() throws Exception {
    KeyPairGenerator p256 = KeyPairGenerator.getInstance("EC");
    p256.initialize(256);
    issuer = p256.generateKeyPair();
    String body = Base64.getMimeEncoder().encodeToString(issuer.getPublic().getEncoded());
    pem = folder.resolve("issuer.pem");
    Files.writeString(pem, "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
  }

  @Test
  void theApplicationsWordIsTheFirst() throws Exception {
    SpanData span =
        served(
            keyed(),
            Map.of("baggage", BAGGAGE, "Authorization", bearer("by-token")),
            ids -> {
              ids.tellUser("by-code");
              ids.principal("by-principal");
              ids.readToken();
            });
    assertThat(text(span, "user.id")).isEqualTo("by-code");
  }

  @Test
  void thenTrustedBaggage() throws Exception {
    SpanData span =
        served(
            keyed(),
            Map.of("baggage", BAGGAGE, "Authorization", bearer("by-token")),
            ids -> {
              ids.principal("by-principal");
              ids.readToken();
            });
    assertThat(text(span, "user.id")).isEqualTo("by-baggage");
    assertThat(text(span, "session.id")).isEqualTo("s-baggage");
  }

  @Test
  void thenThePrincipalAlsoWhenItComesLast() throws Exception {
    SpanData span =
        served(
            keyed(),
            Map.of("Authorization", bearer("by-token")),
            ids -> {
              ids.readToken();
              ids.principal("by-principal");
              ids.readToken();
            });
    assertThat(text(span, "user.id")).isEqualTo("by-principal");
    assertThat(text(span, "user.id.unverified")).isNull();
  }

  @Test
  void thenATokenThatAKeyOfOursHasSigned() throws Exception {
    SpanData span = served(keyed(), Map.of("Authorization", bearer("by-token")), ids -> {});
    assertThat(text(span, "user.id")).isEqualTo("by-token");
    assertThat(text(span, "user.actor.id")).isEqualTo("support");
    assertThat(text(span, "session.id")).isEqualTo("sid-1");
    assertThat(text(span, "user.id.unverified")).isNull();
  }

  @Test
  void atTheEdgeASignatureCountsAndBaggageDoesNot() throws Exception {
    Map<String, String> settings = new HashMap<>(keyed());
    settings.put("throughline.trust", "edge");
    Map<String, String> headers = Map.of("baggage", BAGGAGE, "Authorization", bearer("by-token"));
    SpanData span = served(settings, headers, ids -> {});
    assertThat(text(span, "user.id")).isEqualTo("by-token");
    assertThat(text(span, "session.id")).isEqualTo("sid-1");
  }

  @Test
  void anyOtherTokenLeadsNothing() throws Exception {
    SpanData span =
        served(
            Map.of(),
            Map.of("Authorization", bearer("by-token")),
            ids -> {
              ids.readToken();
              assertThat(MDC.get("user_id")).isNull();
            });
    assertThat(text(span, "user.id.unverified")).isEqualTo("by-token");
    for (String key : List.of("user.id", "user.actor.id", "session.id")) {
      assertThat(text(span, key)).as(key).isNull();
    }
  }

  @Test
  void whereSomebodySaidWhoItIsTheTokenSaysNothing() throws Exception {
    Map<String, String> headers = Map.of("Authorization", bearer("mallory"));
    SpanData span = served(Map.of(), headers, ids -> ids.principal("alice"));
    assertThat(text(span, "user.id")).isEqualTo("alice");
    assertThat(text(span, "user.id.unverified")).isNull();
  }

  @Test
  void aTokensUserIsOnTheRestOfTheLines() throws Exception {
    served(
        keyed(),
        Map.of("Authorization", bearer("by-token")),
        ids -> {
          assertThat(MDC.get("user_id")).isNull();
          ids.readToken();
          assertThat(MDC.get("user_id")).isEqualTo("by-token");
          assertThat(MDC.get("actor_id")).isEqualTo("support");
          assertThat(MDC.get("session_id")).isEqualTo("sid-1");
        });
  }

  @Test
  void withAKeyForNamesATokensAreHashedToo() throws Exception {
    Map<String, String> settings = new HashMap<>(keyed());
    settings.put("throughline.user.key", "secret");
    Map<String, String> headers = Map.of("Authorization", bearer("by-token"));
    SpanData verified = served(settings, headers, ids -> {});
    settings.remove("throughline.jwt.keys");
    SpanData unverified = served(settings, headers, ids -> {});
    assertThat(text(verified, "user.id"))
        .matches("h1\\.[A-Za-z0-9_-]{22}")
        .isEqualTo(text(unverified, "user.id.unverified"));
    assertThat(unverified.getAttributes().toString()).doesNotContain("by-token");
  }

  @Test
  void nobodyIsWhoHasChosenSomebodysHashAsAName() throws Exception {
    String bob = "h1." + "b".repeat(22);
    Map<String, String> settings = Map.of("throughline.user.key", "secret");
    SpanData called =
        served(settings, Map.of("baggage", "user.id=" + bob + ",user.actor.id=" + bob), ids -> {});
    assertThat(text(called, "user.id")).isEqualTo(bob);
    assertThat(text(called, "user.actor.id")).isEqualTo(bob);
    SpanData told =
        served(
            settings,
            Map.of("Authorization", bearer(bob)),
            ids -> {
              ids.tellUser(bob);
              ids.tellActor(bob);
            });
    assertThat(text(told, "user.id")).startsWith("h1.").isNotEqualTo(bob);
    assertThat(text(told, "user.actor.id")).startsWith("h1.").isNotEqualTo(bob);
    assertThat(text(served(settings, Map.of(), ids -> ids.principal(bob)), "user.id"))
        .isEqualTo(text(told, "user.id"));
    assertThat(
            text(
                served(settings, Map.of("Authorization", bearer(bob)), ids -> {}),
                "user.id.unverified"))
        .isEqualTo(text(told, "user.id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\u0000\"",
        "\"a\\r\\nb\"",
        "\"\\u001b[2J\"",
        "\"\\ud800\"",
        "\"\\u2028\"",
        "\"\"",
        "\"  \"",
        "17",
        "null",
        "[\"alice\"]",
        "{\"sub\":\"alice\"}"
      })
  void aSubjectThatIsNoNameNamesNobody(String subject) throws Exception {
    String json = "{\"sub\":" + subject + ",\"sid\":" + subject + "}";
    SpanData signed = served(keyed(), Map.of("Authorization", sign(json)), ids -> {});
    SpanData claimed = served(Map.of(), Map.of("Authorization", sign(json)), ids -> {});
    for (String key : List.of("user.id", "user.id.unverified", "session.id")) {
      assertThat(text(signed, key)).as(key).isNull();
      assertThat(text(claimed, key)).as(key).isNull();
    }
  }

  @Test
  void aKeyFileThatIsNotThereMakesNobodyBelieved() throws Exception {
    Map<String, String> settings = Map.of("throughline.jwt.keys", "/nowhere/keys.pem");
    SpanData span =
        served(settings, Map.of("Authorization", bearer("by-token")), RequestIds::readToken);
    assertThat(text(span, "user.id")).isNull();
    assertThat(text(span, "user.id.unverified")).isEqualTo("by-token");
  }

  private static Map<String, String> keyed() {
    return Map.of("throughline.jwt.keys", pem.toString());
  }

  private static String bearer(String subject) throws Exception {
    return sign("{\"sub\":\"" + subject + "\",\"sid\":\"sid-1\",\"act\":{\"sub\":\"support\"}}");
  }

  private static String sign(String json) throws Exception {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue("ES256");
    signature.setKey(issuer.getPrivate());
    signature.setPayloadBytes(json.getBytes(StandardCharsets.UTF_8));
    return "Bearer " + signature.getCompactSerialization();
  }

  private static SpanData served(
      Map<String, String> settings, Map<String, String> headers, Consumer<RequestIds> during) {
    TELEMETRY.clearSpans();
    IncomingHeaders lines =
        name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of();
    try (ServedRequest request =
            new Arrival(TELEMETRY.getOpenTelemetry(), Settings.read(settings::get))
                .of(new IncomingRequest("GET", "/", lines, INSIDE));
        CorrelationScope scope = request.activate()) {
      during.accept(request.ids());
    }
    return TELEMETRY.getSpans().get(0);
  }

  private static @Nullable String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }
}
