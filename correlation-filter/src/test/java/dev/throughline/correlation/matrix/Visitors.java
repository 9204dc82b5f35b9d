package dev.throughline.correlation.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes visits of all kinds at all servers and looks at the answers. */
final class Visitors {
  private static final long FRESH_CLIENT = 50_000;

  private final Map<String, ServerUnderTest> servers;
  private final List<String> serverNames;
  private final List<String> clients;
  private final List<String> handOvers;
  private final HttpClient http1 = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private volatile HttpClient http2 = newHttp2();

  Visitors(Application application, Map<String, ServerUnderTest> servers) {
    this.servers = servers;
    serverNames = List.copyOf(servers.keySet());
    clients = List.copyOf(application.clients().keySet());
    handOvers = List.copyOf(application.handOvers().keySet());
  }

  /**
   * The JDK's client loses one of a connection's hundred streams now and then when a call is
   * cancelled; after some thousands of those a connection has none left.
   */
  private static HttpClient newHttp2() {
    return HttpClient.newBuilder().version(Version.HTTP_2).build();
  }

  /** The n-th visit: the number says where to and by which ways. */
  void visit(long n) throws Exception {
    if (n % FRESH_CLIENT == 0) {
      http2 = newHttp2();
    }
    Visit visit = Visit.mixed(n);
    String server = nth(serverNames, n);
    HttpRequest request = request(visit, server, n / serverNames.size());
    HttpClient visitor = Servers.HTTP2.contains(server) ? http2 : http1;
    if (visit.leaves()) {
      var answer = visitor.sendAsync(request, BodyHandlers.ofString());
      answer.cancel(true);
      return;
    }
    HttpResponse<String> answer = visitor.send(request, BodyHandlers.ofString());
    check(visit, server, answer);
  }

  private HttpRequest request(Visit visit, String server, long round) {
    String client = nth(clients, round);
    String handOver = nth(handOvers, round / clients.size());
    while (!Cells.makeSense(server, client, handOver)) {
      handOver = nth(handOvers, handOvers.indexOf(handOver) + 1L);
    }
    boolean async = handOver.equals(HandOvers.ASYNC_CONTEXT);
    String way = async ? "plain" : nth(List.of(MatrixServlet.WAYS), round);
    URI uri = Application.at(server(server).port(), way, client, handOver, visit);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(2));
    visit.headers().forEach(request::header);
    return request.build();
  }

  private ServerUnderTest server(String name) {
    return Objects.requireNonNull(servers.get(name));
  }

  private static void check(Visit visit, String server, HttpResponse<String> answer) {
    String what = server + " " + answer.uri();
    assertThat(answer.statusCode()).as(what).isEqualTo(visit.fails() ? 500 : 200);
    List<String> echoes = answer.headers().allValues("X-Correlation-ID");
    assertThat(echoes).as(what).hasSize(1);
    if (visit.correlationId() != null) {
      assertThat(echoes).as(what).containsExactly(visit.correlationId());
    } else {
      assertThat(echoes.get(0)).as(what).matches("[0-9a-f]{32}");
    }
    if (!visit.fails()) {
      assertThat(answer.body())
          .as(what)
          .isEqualTo("200 " + echoes.get(0) + " " + visit.userWithin());
    }
  }

  private static String nth(List<String> names, long n) {
    return names.get((int) (n % names.size()));
  }
}
