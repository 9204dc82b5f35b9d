package dev.throughline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * From a browser through the real nginx to the last line of the shop, and who may not disturb it.
 */
@Timeout(600)
class NginxIT {
  private static final String HEX = "[0-9a-f]{32}";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String[] FORGED = {
    "X-Correlation-ID", "forged-1",
    "X-Request-ID", "forged-2",
    "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01",
    "baggage", "user.id=carol,session.id=s-forged",
    "b3", TRACE + "-b7ad6b7169203331-1",
    "X-Forwarded-For", "10.0.0.1"
  };

  /** What every configuration needs besides, for somebody who is not root. */
  private static final String MAIN = "pid own.pid; error_log own.log; events {} ";

  private static final String TEMPORARY =
      "client_body_temp_path own; proxy_temp_path own; fastcgi_temp_path own;"
          + " uwsgi_temp_path own; scgi_temp_path own; ";

  @TempDir static Path folder;

  private static Door shop;

  @BeforeAll
  static void open() throws Exception {
    Nginx.require();
    shop = new Door(folder);
  }

  @AfterAll
  static void close() throws Exception {
    if (shop != null) {
      shop.close();
    }
  }

  @Test
  void oneIdFromTheDoorToTheLastLine() throws Exception {
    HttpResponse<String> answer = Visitor.at(shop.nginx.uri()).get("/products/espresso;a=b?c=d");
    String id = Visitor.id(answer);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(id).matches(HEX);
    assertThat(answer.headers().allValues("X-Request-ID")).isEmpty();

    JsonNode line = shop.nginx.line(id);
    assertThat(line.get("message").asString()).isEqualTo("GET /products/espresso 200");
    assertThat(line.get("level").asString()).isEqualTo("INFO");
    assertThat(Files.readString(shop.nginx.accessLog())).doesNotContain("a=b", "c=d");

    shop.arrived(id, "gateway", "inventory");
    Await.until(
        "its log lines", () -> Door.all(shop.journey("correlation", id), "kind").contains("log"));
    assertThat(Door.all(shop.journey("correlation", id), "correlation_id")).containsExactly(id);
  }

  @Test
  void itsAccessLogIsAStepOfTheJourney() throws Exception {
    Visitor alice = Visitor.at(shop.nginx.uri());
    String id = Visitor.id(alice.get("/products/beans"));
    String login = Visitor.id(alice.logIn("alice"));
    shop.nginx.line(id);
    shop.nginx.line(login);
    shop.arrived(id, "gateway", "inventory");
    shop.arrived(login, "gateway", "auth", "payments");

    for (String[] handle : new String[][] {{"--correlation", id}, {"--user", "alice"}}) {
      JsonNode journey =
          ask(
              "journey",
              handle[0],
              handle[1],
              "--source=" + shop.collector.ready("query"),
              "--source=file:" + shop.nginx.accessLog(),
              "--format=json");
      assertThat(Door.steps(journey))
          .filteredOn(step -> step.path("service").asString("").equals("nginx"))
          .extracting(step -> step.get("message").asString())
          .contains("GET /products/beans 200");
      assertThat(Door.all(journey, "service")).contains("nginx", "gateway", "inventory");
      nothingIsOdd(journey);
    }
  }

  @Test
  void aForgedIdThroughTheDoorTiesNobodyTogether() throws Exception {
    List<String> ids = new ArrayList<>();
    for (String name : List.of("bob", "dave")) {
      Visitor visitor = Visitor.at(shop.nginx.uri(), FORGED);
      ids.add(Visitor.id(visitor.get("/products/cups")));
      ids.add(Visitor.id(visitor.logIn(name)));
    }
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches(HEX));
    assertThat(shop.nginx.line(ids.get(0)).get("correlation.id.foreign").asString())
        .isEqualTo("forged-1");
    for (int i = 0; i < ids.size(); i++) {
      arrived(ids.get(i), "gateway", i % 2 != 0);
    }
    apart("bob", "dave");
    for (String forged : List.of("forged-1", "forged-2")) {
      assertThat(Door.steps(shop.journey("correlation", forged))).isEmpty();
    }
    assertThat(Door.steps(shop.journey("trace", TRACE))).isEmpty();
    assertThat(Door.steps(shop.journey("user", "carol"))).isEmpty();
    assertThat(Door.steps(shop.journey("session", "s-forged"))).isEmpty();
  }

  @Test
  void aServiceThatIsTheEdgeItselfPutsAsideWhatItIsTold() throws Exception {
    List<String> ids = new ArrayList<>();
    for (String name : List.of("erin", "frank")) {
      Visitor visitor = Visitor.at(shop.edge, FORGED);
      ids.add(Visitor.id(visitor.get("/products/cups")));
      ids.add(Visitor.id(visitor.logIn(name)));
    }
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches(HEX));
    for (int i = 0; i < ids.size(); i++) {
      arrived(ids.get(i), "edge", i % 2 != 0);
    }
    apart("erin", "frank");
    for (String handle : List.of("correlation.id.foreign=forged-1", "trace.id.foreign=" + TRACE)) {
      JsonNode found = shop.journey("field", handle);
      assertThat(Door.all(found, "correlation_id")).containsAll(ids);
      assertThat(Door.all(found, "user_id")).contains("erin", "frank");
    }
    assertThat(Door.steps(shop.journey("correlation", "forged-1"))).isEmpty();
    assertThat(Door.steps(shop.journey("session", "s-forged"))).isEmpty();
  }

  @Test
  void whoKnowsSomebodysIdsStaysOutOfTheirJourney() throws Exception {
    Visitor grace = Visitor.at(shop.edge);
    String login = Visitor.id(grace.logIn("grace"));
    shop.arrived(login, "edge", "auth", "payments");
    JsonNode before = shop.journey("user", "grace");
    JsonNode span = Door.steps(before).getFirst();

    String[] hers = {
      "X-Correlation-ID",
      login,
      "traceparent",
      "00-" + span.get("trace_id").asString() + "-" + span.get("span_id").asString() + "-01"
    };
    String stranger = Visitor.id(Visitor.at(shop.edge, hers).get("/products/cups"));
    assertThat(stranger).isNotEqualTo(login);
    shop.arrived(stranger, "edge", "inventory");
    JsonNode after = shop.journey("user", "grace");
    // Lines of her own may have come meanwhile.
    assertThat(Door.all(after, "record"))
        .containsAll(Door.all(before, "record"))
        .doesNotContainAnyElementsOf(Door.all(shop.journey("correlation", stranger), "record"));
    assertThat(Door.all(after, "correlation_id")).containsExactly(login);
    nothingIsOdd(after);
  }

  @Test
  void aNeighboursTraceGoesOnAndAStrangersDoesNot() throws Exception {
    String trace = "5b8efff798038103d269b633813fc60c";
    String[] traced = {"traceparent", "00-" + trace + "-eee19b7ec3c1b174-01"};
    String stranger = Visitor.id(Visitor.at(shop.nginx.uri(), traced).get("/products/cups"));
    assertThat(Door.all(shop.arrived(stranger, "gateway", "inventory"), "trace_id"))
        .doesNotContain(trace);
    String neighbour =
        Visitor.id(Visitor.from(Nginx.NEIGHBOUR, shop.nginx.uri(), traced).get("/products/cups"));
    assertThat(Door.all(shop.arrived(neighbour, "gateway", "inventory"), "trace_id"))
        .containsExactly(trace);
  }

  @Test
  void whatIsHostileIsOneLineOfJsonEach() throws Exception {
    try (Nginx own = Nginx.before("http://127.0.0.1:9", folder.resolve("hostile"))) {
      List<byte[]> values = hostile();
      int passed = 0;
      for (byte[] value : values) {
        String answer = raw(own.uri().getPort(), value);
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("Set-Cookie");
        if (!answer.startsWith("HTTP/1.1 400")) {
          Matcher id = Pattern.compile("(?im)^X-Correlation-ID: (.*)$").matcher(answer);
          assertThat(id.find()).as(answer).isTrue();
          assertThat(id.group(1)).matches(HEX);
          own.line(id.group(1));
          passed++;
        }
      }
      assertThat(passed).isGreaterThan(5);
      Await.until("each is a line", () -> own.lines().size() >= values.size());
      assertThat(own.lines())
          .hasSameSizeAs(values)
          .extracting(line -> line.get("service.name").asString())
          .containsOnly("nginx");
      assertThat(own.lines()).hasSize(values.size());
    }
  }

  @Test
  void whereNobodyAnswersTheDoorStillNamesTheRequest() throws Exception {
    try (Nginx alone = Nginx.before("http://127.0.0.1:9", folder.resolve("alone"))) {
      HttpResponse<String> answer = Visitor.at(alone.uri(), FORGED).get("/");
      assertThat(answer.statusCode()).isEqualTo(502);
      JsonNode line = alone.line(Visitor.id(answer));
      assertThat(line.get("level").asString()).isEqualTo("ERROR");
      assertThat(line.get("http.response.status_code").asInt()).isEqualTo(502);
    }
  }

  @Test
  void thePageShowsWhatNginxTakes() throws Exception {
    String page = Files.readString(Path.of("../docs/with/nginx.md"));
    Matcher block = Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(block.find()).isTrue();
    Path own = folder.resolve("page");
    String http =
        block
            .group(1)
            .replace("/var/log/nginx/", own + "/")
            .replace("gateway:", "127.0.0.1:")
            .replaceFirst("http \\{", "http { " + TEMPORARY);
    assertThat(Nginx.complaints(MAIN + http, own)).isEmpty();
    assertThat(Nginx.complaints(MAIN + "http { nonsense; }", own)).isNotEmpty();
  }

  /** A look at the products, or a login. */
  private static void arrived(String id, String door, boolean login) throws Exception {
    if (login) {
      shop.arrived(id, door, "auth", "payments");
    } else {
      shop.arrived(id, door, "inventory");
    }
  }

  /** Neither journey has a record of the other's. */
  private static void apart(String one, String other) throws Exception {
    JsonNode first = shop.journey("user", one);
    JsonNode second = shop.journey("user", other);
    assertThat(Door.all(first, "user_id")).containsExactly(one);
    assertThat(Door.all(second, "user_id")).containsExactly(other);
    Set<String> records = Door.all(first, "record");
    assertThat(records).isNotEmpty().doesNotContainAnyElementsOf(Door.all(second, "record"));
    nothingIsOdd(first);
    nothingIsOdd(second);
  }

  /** What is still arriving may be said; nothing is somebody else's, and nothing has no place. */
  private static void nothingIsOdd(JsonNode journey) {
    List<String> causes = new ArrayList<>();
    journey.path("gaps").forEach(gap -> causes.add(gap.get("cause").asString()));
    assertThat(causes).isSubsetOf("still_arriving");
  }

  private static List<byte[]> hostile() {
    List<byte[]> values = new ArrayList<>();
    for (String text :
        List.of(
            "\",\"level\":\"ERROR",
            "\\\"}{\\u0022",
            "\u001b[2J\u001b]52;c;ZWNobw==",
            "\t\u0001\u0002\u007f",
            "${jndi:ldap://127.0.0.1/a}",
            "%0d%0aSet-Cookie:stolen=1",
            "\u010d\u010aSet-Cookie: stolen=1",
            "<script>😀\u2028\u202e",
            "x".repeat(4_000),
            "$request_id ${status}",
            "a, b")) {
      values.add(text.getBytes(StandardCharsets.UTF_8));
    }
    values.add(new byte[] {(byte) 0xc0, (byte) 0x8a, (byte) 0xff, (byte) 0xed, (byte) 0xa0});
    return values;
  }

  private static String raw(int port, byte[] value) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      String head = "GET /a\"b HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nX-Correlation-ID: ";
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      request.writeBytes(value);
      request.writeBytes("\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      // In one piece: nginx may refuse it, and close, before it has seen the end.
      socket.getOutputStream().write(request.toByteArray());
      return answer(socket.getInputStream());
    }
  }

  /** All that comes, up to the end or to a reset behind what is a whole head. */
  private static String answer(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        answer.write(buffer, 0, n);
      }
    } catch (SocketException reset) {
      if (!answer.toString(StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
        throw reset;
      }
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  private static JsonNode ask(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("../bin/trace-cli").toString());
    command.addAll(List.of(arguments));
    Process cli =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String answer = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(cli.waitFor()).as(answer).isZero();
    return new ObjectMapper().readTree(answer);
  }
}
