package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole promise on the smallest server: nothing in the application knows of it. */
class JdkServerIT {
  private static OtlpSink sink;
  private static RunningApp app;

  @BeforeAll
  static void start() throws IOException {
    sink = new OtlpSink();
    app = Servers.JDK.launch().to(sink).start();
  }

  @AfterAll
  static void stop() {
    app.close();
    sink.close();
  }

  @Test
  void saysInOneLineWhatItSetByDefault() {
    assertThat(app.output().lines().filter(line -> line.contains("throughline")))
        .singleElement()
        .asString()
        .contains(
            "throughline.trust=internal",
            "throughline.baggage.send=false",
            "otel.propagators=tracecontext,baggage,throughline",
            "otel.instrumentation.logback-mdc.add-baggage=true",
            "otel.instrumentation.log4j-context-data.add-baggage=true",
            "otel.instrumentation.common.mdc.resource-attributes=service.name",
            "otel.instrumentation.common.enduser.id.enabled=true",
            "otel.instrumentation.common.user.name.enabled=true",
            "otel.instrumentation.http.server.capture-response-headers=x-correlation-id",
            "otel.instrumentation.logback-appender.experimental.mdc-attributes.included=user.id,",
            "otel.instrumentation.log4j-appender.experimental.mdc-attributes.included=user.id,");
    assertThat(app.output()).doesNotContain("WARN otel", "ERROR", "SEVERE", "deprecated");
  }

  @Test
  void echoesTheCallersIdAndPutsItOnSpanAndLog() throws Exception {
    HttpResponse<String> response = app.get("/hello", "X-Correlation-ID", "order-4711");

    assertThat(correlationIds(response)).containsExactly("order-4711");
    Telemetry.Span span = sink.spanWith("correlation.id", "order-4711");
    assertThat(span.kind()).isEqualTo("SERVER");
    assertThat(span.attributes().get("http.response.header.x-correlation-id"))
        .contains("order-4711");
    Telemetry.Log log = sink.log("log of the span", l -> l.spanId().equals(span.spanId()));
    assertThat(log.attributes()).containsEntry("correlation.id", "order-4711");
    assertThat(app.jsonLine("order-4711"))
        .contains("\"baggage.correlation.id\":\"order-4711\"", "\"service.name\":\"unchanged\"");
  }

  @Test
  void createsOneIdPerRequestTheSameEverywhere() throws Exception {
    HttpResponse<String> response = app.get("/call?" + sink.url() + "/callee/new");

    String id = response.headers().firstValue("X-Correlation-ID").orElseThrow();
    assertThat(sink.call("/callee/new").get("X-Correlation-ID")).isEqualTo(List.of(id));
    Telemetry.Span client =
        sink.span("client", s -> s.kind().equals("CLIENT") && s.says("correlation.id", id));
    sink.span("server", s -> s.kind().equals("SERVER") && s.says("correlation.id", id));
    Telemetry.Log log = sink.log("log", l -> l.traceId().equals(client.traceId()));
    assertThat(log.attributes()).containsEntry("correlation.id", id);
    assertThat(correlationIds(app.get("/hello"))).doesNotContain(id);
  }

  @Test
  void takesTheRequestIdWhereThereIsNoCorrelationIdAndEchoesBoth() throws Exception {
    HttpResponse<String> response = app.get("/hello", "X-Request-ID", "nginx-1");

    assertThat(correlationIds(response)).containsExactly("nginx-1");
    assertThat(response.headers().allValues("X-Request-ID")).containsExactly("nginx-1");
    assertThat(correlationIds(app.get("/hello", "X-Request-ID", "r", "X-Correlation-ID", "c")))
        .containsExactly("c");
  }

  @Test
  void aBrowsersScriptsMayReadTheEcho() throws Exception {
    HttpResponse<String> response = app.get("/hello", "Origin", "https://shop.example");

    assertThat(response.headers().allValues("Access-Control-Expose-Headers"))
        .containsExactly("X-Correlation-ID");
    assertThat(app.get("/hello").headers().map())
        .doesNotContainKey("access-control-expose-headers");
  }

  @ParameterizedTest
  @MethodSource("dev.throughline.agent.HostileHeaders#requests")
  void hostileHeadersChangeNothing(List<String> headers) throws Exception {
    List<String> answer = RawHttp.get(app.port(), "/hello", headers.toArray(String[]::new));

    assertThat(answer.get(0)).startsWith("HTTP/1.1 200");
    assertThat(RawHttp.values(answer, "Set-Cookie")).isEmpty();
    assertThat(RawHttp.values(answer, "X-Correlation-ID"))
        .singleElement()
        .asString()
        .matches("[0-9a-f]{32}");
    String id = RawHttp.values(answer, "X-Correlation-ID").get(0);
    assertThat(sink.spanWith("correlation.id", id).attributes())
        .doesNotContainKeys("user.id", "http.request.header.x-correlation-id");
  }

  @Test
  void aNeighboursUserIsOnSpansAndLogsAndStaysInTheHouse() throws Exception {
    app.get(
        "/call?" + sink.url() + "/callee/alice",
        "X-Correlation-ID",
        "order-of-a",
        "baggage",
        "user.id=alice,session.id=s-1,user.actor.id=bob,tenant=blue");

    Map<String, String> alice =
        Map.of("user.id", "alice", "session.id", "s-1", "user.actor.id", "bob");
    Telemetry.Span server =
        sink.span("server", s -> s.kind().equals("SERVER") && s.says("user.id", "alice"));
    Telemetry.Span client =
        sink.span("client", s -> s.kind().equals("CLIENT") && s.says("user.id", "alice"));
    Telemetry.Log log = sink.log("log", l -> l.traceId().equals(server.traceId()));
    assertThat(server.attributes()).containsAllEntriesOf(alice);
    assertThat(client.attributes()).containsAllEntriesOf(alice);
    assertThat(log.attributes()).containsAllEntriesOf(alice);
    assertThat(app.jsonLine("order-of-a")).contains("\"baggage.user.id\":\"alice\"");
    assertThat(sink.call("/callee/alice").getFirst("baggage"))
        .contains("tenant=blue")
        .doesNotContain("alice", "bob", "s-1");
  }

  @Test
  void whomTheApplicationsOwnMdcNamesIsOnItsRecords() throws Exception {
    app.get("/mdc");

    assertThat(sink.log("line", l -> l.body().startsWith("carol")).attributes())
        .containsEntry("user_id", "carol");
  }

  @Test
  void whoeverSpeaksThroughAProxyIsNobody() throws Exception {
    app.get(
        "/hello",
        "X-Correlation-ID",
        "order-of-m",
        "X-Forwarded-For",
        "10.0.0.1",
        "baggage",
        "user.id=alice,tenant=blue");

    assertThat(sink.spanWith("correlation.id", "order-of-m").attributes())
        .doesNotContainKey("user.id");
    assertThat(app.jsonLine("order-of-m")).contains("\"baggage.tenant\"").doesNotContain("alice");
  }

  @Test
  void anApplicationsOwnHeaderGoesOutAsItIsAndTheTraceWithIt() throws Exception {
    app.get("/own?" + sink.url() + "/callee/own");

    Headers sent = sink.call("/callee/own");
    assertThat(sent.get("X-Correlation-ID")).isEqualTo(List.of("the-apps-own"));
    assertThat(sent).containsKey("Traceparent");
  }

  private static List<String> correlationIds(HttpResponse<?> response) {
    return response.headers().allValues("X-Correlation-ID");
  }
}
