package dev.throughline.correlation.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every server with every outgoing client and every way onto another thread: each log line has the
 * ids of its request, the called service gets the same ones and a span of the caller's for a
 * parent, and no thread keeps any of it.
 */
class ContextMatrixIT {
  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final Residues RESIDUES = new Residues();
  private static final Ledger LEDGER = new Ledger(Visit::complete, true);
  private static final HandOvers HAND_OVERS = new HandOvers(RESIDUES);
  private static final Clients CLIENTS = new Clients(RESIDUES);
  private static final List<ServerUnderTest> RUNNING = new ArrayList<>();

  @TempDir static Path work;
  private static Peer peer;
  private static Application application;

  @BeforeAll
  static void start() throws Exception {
    peer = Peer.start((path, headers) -> LEDGER.called(Long.parseLong(path.substring(1)), headers));
    application = new Application(Visit::complete, CLIENTS.all(), HAND_OVERS.all(), peer.uri());
  }

  @AfterAll
  static void nothingIsLeftBehind() throws Exception {
    for (ServerUnderTest server : RUNNING) {
      server.close();
    }
    HAND_OVERS.close();
    CLIENTS.close();
    peer.close();
    LEDGER.leave();
    assertThat(RESIDUES.foundInTheEnd()).isEmpty();
  }

  @TestFactory
  Stream<DynamicContainer> servers() {
    return Servers.all(work).entrySet().stream()
        .map(
            server ->
                DynamicContainer.dynamicContainer(
                    server.getKey(), Stream.of(server).flatMap(ContextMatrixIT::cells)));
  }

  private static Stream<DynamicTest> cells(Map.Entry<String, ServerUnderTest.Start> named) {
    String server = named.getKey();
    ServerUnderTest running;
    try {
      running = named.getValue().with(application, RESIDUES);
    } catch (Exception e) { // whatever a server fails with is this container's failure
      throw new AssertionError(server + " did not start", e);
    }
    RUNNING.add(running);
    LEDGER.listening();
    HttpClient visitor =
        HttpClient.newBuilder()
            .version(
                Servers.HTTP2.contains(server)
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .build();
    return application.clients().keySet().stream()
        .flatMap(
            client ->
                application.handOvers().keySet().stream()
                    .filter(handOver -> Cells.makeSense(server, client, handOver))
                    .map(
                        handOver ->
                            DynamicTest.dynamicTest(
                                server + " x " + client + " x " + handOver,
                                () -> visit(visitor, running.port(), client, handOver))));
  }

  private static void visit(HttpClient visitor, int port, String client, String handOver)
      throws Exception {
    Visit visit = Visit.complete(NUMBERS.incrementAndGet());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(Application.at(port, "plain", client, handOver, visit))
            .timeout(Duration.ofSeconds(60));
    visit.headers().forEach(request::header);
    long looks = RESIDUES.looks();
    HttpResponse<String> answer = visitor.send(request.build(), BodyHandlers.ofString());
    String id = "c-" + visit.number();
    assertThat(answer.body()).isEqualTo("200 " + id + " u-" + visit.number());
    assertThat(answer.headers().allValues("X-Correlation-ID")).containsExactly(id);
    assertThat(LEDGER.takeWrong()).isEmpty();
    assertThat(RESIDUES.looks()).isGreaterThan(looks);
    Ledger.Trail trail = Objects.requireNonNull(LEDGER.take(visit.number()));
    assertThat(trail.lines).hasValue(Application.LINES);
    check(visit, trail);
  }

  /** The caller's span is the request's parent, the request's the call's, the call's goes along. */
  private static void check(Visit visit, Ledger.Trail trail) {
    SpanData served = span(visit, SpanKind.SERVER);
    SpanData called = span(visit, SpanKind.CLIENT);
    assertThat(served.getParentSpanId()).isEqualTo(Visit.CALLERS_SPAN);
    assertThat(trail.ids).containsEntry("span_id", served.getSpanId());
    assertThat(called.getParentSpanId()).isEqualTo(served.getSpanId());
    assertThat(trail.traceparent)
        .isEqualTo("00-" + visit.traceId() + "-" + called.getSpanId() + "-01");
  }

  /** A server's span ends when the last byte is written, which the visitor does not wait for. */
  private static SpanData span(Visit visit, SpanKind kind) {
    await()
        .pollDelay(Duration.ZERO) // nearly always it is there already, and there are many cells
        .pollInterval(Duration.ofMillis(2))
        .until(() -> spans(visit, kind).findAny().isPresent());
    return assertThat(spans(visit, kind)).singleElement().actual();
  }

  private static Stream<SpanData> spans(Visit visit, SpanKind kind) {
    return TELEMETRY.getSpans().stream()
        .filter(span -> span.getTraceId().equals(visit.traceId()) && span.getKind() == kind);
  }
}
