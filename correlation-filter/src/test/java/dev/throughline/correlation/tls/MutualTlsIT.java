package dev.throughline.correlation.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is one of our own by certificate, on real servers; all of them call from this machine. */
@Timeout(180)
class MutualTlsIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @TempDir static Path folder;

  private static Certificates house;
  private static Certificates strangers;
  private static KeyPair issuer;
  private static Process servers;
  private static Map<String, String> ports;

  @BeforeAll
  static void start() throws Exception {
    house =
        Certificates.create(
            folder.resolve("house.p12"), "orders", "payments", "inventory", "guest");
    strangers = Certificates.create(folder.resolve("strangers.p12"), "orders");
    issuer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path pem = folder.resolve("issuer.pem");
    String body = Base64.getMimeEncoder().encodeToString(issuer.getPublic().getEncoded());
    Files.writeString(pem, "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
    servers =
        start(
            "-Dthroughline.trust.peers=subject:CN=orders, O=Shop; san:spiffe://shop.example/payments;"
                + " sha256:"
                + house.sha256("inventory"),
            "-Dthroughline.jwt.keys=" + pem);
    ports = ports(servers);
  }

  private static Process start(String... settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(settings));
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath));
    command.add(TlsServers.class.getName());
    command.add(house.file().toString());
    command.add(folder.resolve("work").toString());
    return new ProcessBuilder(command).redirectError(errors().toFile()).start();
  }

  private static Path errors() {
    return folder.resolve("servers.err");
  }

  private static Map<String, String> ports(Process servers) throws IOException {
    BufferedReader said = servers.inputReader();
    String line;
    do {
      line = said.readLine();
    } while (line != null && !line.startsWith("ready "));
    assertThat(line).as(() -> read(errors())).isNotNull().doesNotContain("=-1");
    Thread drain = new Thread(() -> drain(said), "drain servers"); // a full pipe would stop them
    drain.setDaemon(true);
    drain.start();
    return Pattern.compile("(\\w+)=([1-9]\\d*)")
        .matcher(String.valueOf(line))
        .results()
        .collect(Collectors.toMap(port -> port.group(1), port -> port.group(2)));
  }

  private static void drain(BufferedReader output) {
    try {
      while (output.readLine() != null) {}
    } catch (IOException ended) {
      // The process is gone, and its output with it.
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    servers.destroy();
    servers.waitFor();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "netty", "frames", "webflux"})
  void whoeverShowsAListedCertificateIsBelieved(String server) throws Exception {
    for (String client : List.of("orders", "payments", "inventory")) {
      assertThat(ask(server, client))
          .as(client)
          .contains("correlation_id=c-1", "trace_id=" + TRACE, "user_id=bob", "session_id=s-1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "netty", "frames", "webflux"})
  void anyOtherCertificateOrNoneIsAStranger(String server) throws Exception {
    for (String client : List.of("guest", "")) {
      assertThat(ask(server, client))
          .as(client)
          .contains("correlation_id=")
          .doesNotContain("c-1", TRACE, "bob", "s-1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "netty", "frames", "webflux"})
  void whoForwardsForSomebodyElseIsBelievedItsIdsAlone(String server) throws Exception {
    assertThat(ask(server, "orders", "X-Forwarded-For", "203.0.113.9"))
        .contains("correlation_id=c-1", "trace_id=" + TRACE)
        .doesNotContain("bob", "s-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "netty", "frames", "webflux"})
  void theSameNameFromAnotherAuthorityDoesNotGetThatFar(String server) {
    assertThatThrownBy(() -> ask(server, strangers, "orders")).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "netty", "frames", "webflux"})
  void aStrangersSignedTokenNamesThem(String server) throws Exception {
    JsonWebSignature token = new JsonWebSignature();
    token.setAlgorithmHeaderValue("EdDSA");
    token.setKey(issuer.getPrivate());
    token.setPayload("{\"sub\":\"carol\",\"sid\":\"sign-in-7\"}");
    String signed = token.getCompactSerialization();
    String answer = ask(server, "", "Authorization", "Bearer " + signed);
    assertThat(answer).contains("user_id=carol", "session_id=sign-in-7");
    String forged = signed.substring(0, signed.length() - 8) + "AAAAAAAA";
    assertThat(ask(server, "", "Authorization", "Bearer " + forged)).doesNotContain("carol");
  }

  private static String ask(String server, String client, String... headers) throws Exception {
    return ask(server, house, client, headers);
  }

  private static String ask(String server, Certificates of, String client, String... headers)
      throws Exception {
    SSLContext tls = of.context(client, house);
    Version version = server.equals("frames") ? Version.HTTP_2 : Version.HTTP_1_1;
    HttpClient http = HttpClient.newBuilder().version(version).sslContext(tls).build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + ports.get(server) + "/ids"))
            .header("X-Correlation-ID", "c-1")
            .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
            .header("baggage", "user.id=bob,session.id=s-1");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString()).body();
  }
}
