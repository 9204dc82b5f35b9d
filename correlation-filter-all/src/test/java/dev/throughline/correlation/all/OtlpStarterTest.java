package dev.throughline.correlation.all;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.UserEvents;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The real SDK and exporter against a plain HTTP server. One SDK a process: the system properties
 * are set before the first request of this class starts it.
 */
class OtlpStarterTest {
  private static final BlockingQueue<Span> SPANS = new LinkedBlockingQueue<>();
  private static final BlockingQueue<LogRecord> LOGS = new LinkedBlockingQueue<>();
  private static final Queue<Map<String, String>> RESOURCES = new ConcurrentLinkedQueue<>();
  private static final AtomicLong MADE_SPANS = new AtomicLong();
  private static final AtomicLong MADE_EVENTS = new AtomicLong();

  /** By their ids: an exporter that waits for long asks again. */
  private static final Set<String> ARRIVED_SPANS = ConcurrentHashMap.newKeySet();

  private static final Set<String> ARRIVED_EVENTS = ConcurrentHashMap.newKeySet();
  private static volatile CountDownLatch hold = new CountDownLatch(0);
  private static volatile boolean refusing;
  private static HttpServer collector;

  @BeforeAll
  static void start() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/traces", OtlpStarterTest::traces);
    collector.createContext("/v1/logs", OtlpStarterTest::logs);
    collector.createContext("/peer", exchange -> answer(exchange, 404));
    collector.start();
    System.setProperty("otel.exporter.otlp.endpoint", "http://127.0.0.1:" + port());
    System.setProperty("otel.service.name", "shop");
    // Longer than any thread of this test may stall: an export given up has still arrived.
    System.setProperty("otel.exporter.otlp.timeout", "240000");
    System.setProperty("otel.bsp.export.timeout", "240000");
    System.setProperty("otel.blrp.export.timeout", "240000");
  }

  @AfterAll
  static void stop() {
    collector.stop(0);
  }

  @Test
  void aRequestIsAServerSpanAndItsCallAClientSpanBelowIt() throws Exception {
    MADE_SPANS.incrementAndGet(); // the call's
    HttpClient client = Correlation.wrap(HttpClient.newHttpClient());
    try (ServedRequest request = served();
        CorrelationScope scope = request.activate()) {
      Correlation.user("alice");
      Correlation.session("s-1");
      URI peer = URI.create("http://127.0.0.1:" + port() + "/peer?token=secret");
      var unused = client.send(HttpRequest.newBuilder(peer).build(), BodyHandlers.discarding());
      request.route("/cart/{id}");
      request.failed(new IllegalStateException("card declined"));
      request.status(500);
    }
    Span call = next("GET");
    Span server = next("POST /cart/{id}");
    assertThat(hex(server.getTraceId().toByteArray())).isEqualTo("a".repeat(32));
    assertThat(hex(server.getParentSpanId().toByteArray())).isEqualTo("b".repeat(16));
    assertThat(call.getParentSpanId()).isEqualTo(server.getSpanId());
    assertThat(server.getName()).isEqualTo("POST /cart/{id}");
    assertThat(server.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(attributes(server.getAttributesList()))
        .containsEntry("correlation.id", "c-1")
        .containsEntry("user.id", "alice")
        .containsEntry("session.id", "s-1")
        .containsEntry("http.request.method", "POST")
        .containsEntry("url.path", "/cart/7")
        .containsEntry("http.route", "/cart/{id}")
        .containsEntry("http.response.status_code", "500")
        .containsEntry("server.address", "shop.example")
        .containsEntry("server.port", "8080");
    assertThat(RESOURCES)
        .allSatisfy(
            resource ->
                assertThat(resource)
                    .containsEntry("service.name", "shop")
                    .containsKeys("host.name", "service.instance.id"));
    assertThat(attributes(call.getAttributesList()))
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("url.full", "http://127.0.0.1:" + port() + "/peer")
        .containsEntry("http.response.status_code", "404");
  }

  @Test
  void anEventIsAnOpenTelemetryEventWhereNoAppenderIsSetUp() throws Exception {
    try (ServedRequest request = served();
        CorrelationScope scope = request.activate()) {
      emit("ItemAddedToCart", Map.of("sku", "4711", "count", 2));
    }
    LogRecord event = LOGS.poll(60, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    assertThat(event.getEventName()).isEqualTo("ItemAddedToCart");
    assertThat(hex(event.getTraceId().toByteArray())).isEqualTo("a".repeat(32));
    assertThat(attributes(event.getAttributesList()))
        .containsEntry("sku", "4711")
        .containsEntry("count", "2")
        .containsEntry("correlation.id", "c-1")
        .containsKeys("log.record.uid", "log.sequence");
  }

  @Test
  @Timeout(300) // against hanging
  void whileTheCollectorIsStuckNoRequestWaitsAndWhatIsLostIsCounted() throws Exception {
    everythingHasArrived();
    long spans = Correlation.droppedSpans();
    long events = Correlation.droppedEvents();
    CountDownLatch stuck = new CountDownLatch(1);
    hold = stuck;
    int requests = 4_000;
    try {
      requests(requests);
      // 2,048 find room, and as many as the exporter had in hand.
      assertThat(Correlation.droppedSpans() - spans).isBetween(requests - 2_048 - 512L, 1_952L);
      assertThat(Correlation.droppedEvents() - events).isBetween(requests - 2_048 - 512L, 1_952L);
    } finally {
      stuck.countDown();
    }
    everythingHasArrived();
  }

  @Test
  @Timeout(300) // against hanging
  void whatTheCollectorRefusesIsCounted() throws Exception {
    everythingHasArrived();
    long spans = Correlation.droppedSpans();
    long events = Correlation.droppedEvents();
    refusing = true;
    try {
      requests(10);
      await(() -> Correlation.droppedSpans() - spans >= 10);
      await(() -> Correlation.droppedEvents() - events >= 10);
    } finally {
      refusing = false;
    }
    assertThat(Correlation.droppedSpans() - spans).isEqualTo(10);
    assertThat(Correlation.droppedEvents() - events).isEqualTo(10);
  }

  /** Each a span and an event. */
  private static void requests(int many) {
    for (int i = 0; i < many; i++) {
      try (ServedRequest request = served();
          CorrelationScope scope = request.activate()) {
        emit("ItemAddedToCart", Map.of("sku", "4711"));
      }
    }
  }

  /** Every span and event that this class has made is with the collector or counted as lost. */
  private static void everythingHasArrived() throws InterruptedException {
    await(() -> ARRIVED_SPANS.size() + Correlation.droppedSpans() >= MADE_SPANS.get());
    await(() -> ARRIVED_EVENTS.size() + Correlation.droppedEvents() >= MADE_EVENTS.get());
    assertThat(ARRIVED_SPANS.size() + Correlation.droppedSpans()).isEqualTo(MADE_SPANS.get());
    assertThat(ARRIVED_EVENTS.size() + Correlation.droppedEvents()).isEqualTo(MADE_EVENTS.get());
    SPANS.clear();
    LOGS.clear();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
      if (Thread.interrupted()) {
        throw new InterruptedException("it did not come to that in time");
      }
    }
  }

  private static void emit(String name, Map<String, ?> attributes) {
    MADE_EVENTS.incrementAndGet();
    UserEvents.emit(name, attributes);
  }

  private static ServedRequest served() {
    MADE_SPANS.incrementAndGet();
    Map<String, List<String>> headers =
        Map.of(
            "X-Correlation-ID", List.of("c-1"),
            "Host", List.of("shop.example:8080"),
            "traceparent", List.of("00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01"));
    return Correlation.serve(
        "POST", "/cart/7?card=secret", headers::get, new InetSocketAddress("127.0.0.1", 1));
  }

  private static Span next(String name) throws InterruptedException {
    while (true) {
      Span span = SPANS.poll(60, TimeUnit.SECONDS);
      assertThat(span).as("a span called " + name).isNotNull();
      if (span.getName().equals(name)) {
        return span;
      }
    }
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(
            Collectors.toMap(
                KeyValue::getKey,
                attribute ->
                    attribute.getValue().hasIntValue()
                        ? Long.toString(attribute.getValue().getIntValue())
                        : attribute.getValue().getStringValue()));
  }

  private static void traces(HttpExchange exchange) throws IOException {
    if (isRefused(exchange)) {
      return;
    }
    for (ResourceSpans spans :
        ExportTraceServiceRequest.parseFrom(body(exchange)).getResourceSpansList()) {
      RESOURCES.add(attributes(spans.getResource().getAttributesList()));
      for (Span span : spans.getScopeSpans(0).getSpansList()) {
        SPANS.add(span);
        ARRIVED_SPANS.add(hex(span.getSpanId().toByteArray()));
      }
    }
    answer(exchange, 200);
  }

  private static void logs(HttpExchange exchange) throws IOException {
    if (isRefused(exchange)) {
      return;
    }
    for (ResourceLogs logs :
        ExportLogsServiceRequest.parseFrom(body(exchange)).getResourceLogsList()) {
      for (LogRecord event : logs.getScopeLogs(0).getLogRecordsList()) {
        LOGS.add(event);
        event.getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("log.record.uid"))
            .forEach(uid -> ARRIVED_EVENTS.add(uid.getValue().getStringValue()));
      }
    }
    answer(exchange, 200);
  }

  /** After as long as it is told to be stuck; an answer that nobody asks again after. */
  private static boolean isRefused(HttpExchange exchange) throws IOException {
    try {
      hold.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (refusing) {
      answer(exchange, 400);
    }
    return exchange.getResponseCode() == 400;
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static int port() {
    return collector.getAddress().getPort();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
