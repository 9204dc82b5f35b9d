package dev.throughline.correlation.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.request.FirstFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * 10,000 requests with hostile headers, over sockets, to each of two real servers: each is refused
 * by the server itself, or served as if the headers had not been there, under an id that is safe.
 */
@Timeout(300)
class HostileHeadersTest {
  private static final long SEED = Long.getLong("hostile.seed", System.nanoTime());
  private static final int REQUESTS = Integer.getInteger("hostile.requests", 10_000);
  private static final String GRAMMAR = "[A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,127}";
  private static final Set<String> OUR_HEADERS =
      Set.of(
          "x-correlation-id",
          "x-request-id",
          "access-control-expose-headers",
          "access-control-allow-headers");
  private static final Set<String> THE_SERVERS_HEADERS =
      Set.of("content-length", "content-type", "date", "connection", "transfer-encoding");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path work;

  @Test
  void tomcat() throws Exception {
    changeNothing("Tomcat", new HostileTomcat(work));
  }

  @Test
  void netty() throws Exception {
    changeNothing("Netty", new HostileNetty());
  }

  private static void changeNothing(String name, HostileServer server) throws Exception {
    System.out.printf("%s: -Dhostile.seed=%d%n", name, SEED);
    long failures = FirstFailure.count();
    long started = System.nanoTime();
    List<String> served = new ArrayList<>();
    int refused = 0;
    int unheard = 0;
    try (CapturedLines lines = new CapturedLines()) {
      for (Answer answer : answers(server)) {
        if (answer.isRefusal()) {
          refused++;
          unheard += answer.text().isEmpty() ? 1 : 0;
        } else {
          served.add(answer.safeId());
        }
      }
      System.out.printf(
          "%s: %d served, %d refused by the server, %d ms%n",
          name, served.size(), refused, (System.nanoTime() - started) / 1_000_000);
      assertThat(served)
          .as("some must get through to mean anything")
          .hasSizeGreaterThan(REQUESTS / 10);
      oneLineEach(lines, served, unheard);
    }
    assertThat(FirstFailure.count()).isEqualTo(failures);
  }

  /** All answers; the server has ended then, and said what it had to say. */
  private static List<Answer> answers(HostileServer server) throws Exception {
    try (server) {
      return answers(server.port());
    }
  }

  private static List<Answer> answers(int port) throws Exception {
    HostileRequests requests = new HostileRequests(SEED);
    ExecutorService clients = Executors.newFixedThreadPool(4);
    try {
      List<Future<Answer>> waiting = new ArrayList<>();
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        HostileRequests.Request request = requests.next();
        waiting.add(clients.submit(() -> ask(port, request)));
        if (waiting.size() == 100) {
          collect(waiting, answers);
        }
      }
      collect(waiting, answers);
      return answers;
    } finally {
      clients.shutdownNow();
    }
  }

  private static void collect(List<Future<Answer>> waiting, List<Answer> answers) throws Exception {
    for (Future<Answer> one : waiting) {
      answers.add(one.get());
    }
    waiting.clear();
  }

  private static Answer ask(int port, HostileRequests.Request request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      String answer;
      try {
        socket.getOutputStream().write(request.bytes());
        InputStream in = socket.getInputStream();
        answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      } catch (IOException hungUp) {
        answer = ""; // it did not want to hear the rest of a long one
      }
      return new Answer(request, answer);
    }
  }

  /**
   * A line for each answer with its id, each JSON of the usual fields. An answer that was lost with
   * its connection (the server closes it with bytes unread, and that resets it) may have had one.
   */
  private static void oneLineEach(CapturedLines lines, List<String> ids, int unheard) {
    List<String> logged = new ArrayList<>();
    for (String line : lines.json()) {
      JsonNode json = JSON.readTree(line);
      assertThat(json.get("message").asString()).isEqualTo(HostileServer.ANSWER);
      assertThat(json.get("level").asString()).isEqualTo("INFO");
      logged.add(json.get("correlation_id").asString());
      assertThat(json.get("trace_id").asString()).matches("[0-9a-f]{32}");
      assertThat(json.get("span_id").asString()).matches("[0-9a-f]{16}");
      assertThat(json.propertyNames())
          .isSubsetOf(
              "@timestamp",
              "@version",
              "message",
              "logger_name",
              "thread_name",
              "level",
              "level_value",
              "correlation_id",
              "trace_id",
              "span_id",
              "trace_flags",
              "user_id",
              "session_id");
    }
    List<String> unanswered = new ArrayList<>(logged);
    for (String id : ids) {
      assertThat(unanswered.remove(id)).as("a line of %s", id).isTrue();
    }
    assertThat(unanswered).hasSizeLessThanOrEqualTo(unheard);
    assertThat(lines.text()).doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
    assertThat(lines.text().lines())
        .hasSameSizeAs(logged)
        .allMatch(l -> l.startsWith("INFO served "));
  }

  /** What came back, and what it came back to. */
  private record Answer(HostileRequests.Request request, String text) {
    boolean isRefusal() {
      return !text.startsWith("HTTP/1.1 200");
    }

    /** The id answered with, when all of the answer is as it would be without the headers. */
    String safeId() {
      int blank = text.indexOf("\r\n\r\n");
      List<String> head = text.substring(0, blank).lines().skip(1).toList();
      assertThat(text.substring(blank + 4)).isEqualTo(HostileServer.ANSWER);
      assertThat(text.substring(0, blank)).doesNotContainPattern("[^\\x20-\\x7e\r\n]");
      for (String line : head) {
        String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
        assertThat(OUR_HEADERS.contains(name) || THE_SERVERS_HEADERS.contains(name))
            .as(line)
            .isTrue();
      }
      assertThat(values("X-Request-ID", head)).allMatch(this::isOnTheWire);
      assertThat(values("Access-Control-Expose-Headers", head))
          .allMatch(names -> names.matches("X-Correlation-ID(, X-Request-ID)?"));
      assertThat(values("X-Correlation-ID", head)).hasSize(1);
      String id = values("X-Correlation-ID", head).get(0);
      assertThat(id).matches(GRAMMAR);
      assertThat(isFresh(id) || isOnTheWire(id))
          .as("%s answered to %s", id, request.sent())
          .isTrue();
      return id;
    }

    private boolean isFresh(String id) {
      return id.matches("[0-9a-f]{32}") && request.sent().stream().noneMatch(v -> v.contains(id));
    }

    /** Where a value ends a header line itself, what stands before it is an honest header. */
    private boolean isOnTheWire(String id) {
      return request.sent().stream()
          .filter(value -> value.matches("(?s).*[\r\n].*"))
          .flatMap(value -> Stream.of(value.split("[\r\n]", -1)))
          .anyMatch(piece -> piece.strip().equals(id));
    }

    private static List<String> values(String name, List<String> head) {
      return head.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .toList();
    }
  }
}
