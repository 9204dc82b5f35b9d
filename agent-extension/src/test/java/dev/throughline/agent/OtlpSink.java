package dev.throughline.agent;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * Takes OTLP over HTTP, and plays the callee: what reaches it at {@code /callee} is what left the
 * application.
 */
final class OtlpSink implements AutoCloseable {
  private final List<Telemetry.Span> spans = new CopyOnWriteArrayList<>();
  private final List<Telemetry.Log> logs = new CopyOnWriteArrayList<>();
  private final Map<String, Headers> calls = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  OtlpSink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/traces", exchange -> accept(exchange, this::readSpans));
    server.createContext("/v1/logs", exchange -> accept(exchange, this::readLogs));
    server.createContext("/callee", this::call);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Telemetry.Span span(String what, Predicate<Telemetry.Span> wanted) {
    return Await.first(what, spans, wanted);
  }

  /** All that have come so far. */
  List<Telemetry.Span> spans() {
    return List.copyOf(spans);
  }

  /** All that have come so far. */
  List<Telemetry.Log> logs() {
    return List.copyOf(logs);
  }

  Telemetry.Log log(String what, Predicate<Telemetry.Log> wanted) {
    return Await.first(what, logs, wanted);
  }

  Telemetry.Span spanWith(String attribute, String value) {
    return span(attribute + "=" + value, span -> span.says(attribute, value));
  }

  /** The headers of the newest call to {@code path}, which must have come. */
  Headers call(String path) {
    return Objects.requireNonNull(calls.get(path), () -> "no call to " + path);
  }

  private interface Reader {
    void read(InputStream body) throws IOException;
  }

  private static void accept(HttpExchange exchange, Reader reader) throws IOException {
    InputStream body = exchange.getRequestBody();
    if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      body = new GZIPInputStream(body);
    }
    reader.read(body);
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void call(HttpExchange exchange) throws IOException {
    calls.put(exchange.getRequestURI().getPath(), exchange.getRequestHeaders());
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private void readSpans(InputStream body) throws IOException {
    for (var resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
      String service = service(resource.getResource());
      for (var scope : resource.getScopeSpansList()) {
        for (var span : scope.getSpansList()) {
          spans.add(
              new Telemetry.Span(
                  service,
                  span.getName(),
                  span.getKind().name().replace("SPAN_KIND_", ""),
                  hex(span.getTraceId()),
                  hex(span.getSpanId()),
                  hex(span.getParentSpanId()),
                  attributes(span.getAttributesList()),
                  span.getLinksCount()));
        }
      }
    }
  }

  private void readLogs(InputStream body) throws IOException {
    for (var resource : ExportLogsServiceRequest.parseFrom(body).getResourceLogsList()) {
      String service = service(resource.getResource());
      for (var scope : resource.getScopeLogsList()) {
        for (var log : scope.getLogRecordsList()) {
          logs.add(
              new Telemetry.Log(
                  service,
                  log.getBody().getStringValue(),
                  hex(log.getTraceId()),
                  hex(log.getSpanId()),
                  attributes(log.getAttributesList())));
        }
      }
    }
  }

  private static String service(Resource resource) {
    return attributes(resource.getAttributesList()).getOrDefault("service.name", "");
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    Map<String, String> read = new LinkedHashMap<>();
    for (KeyValue attribute : attributes) {
      read.put(attribute.getKey(), text(attribute.getValue()));
    }
    return read;
  }

  private static String text(AnyValue value) {
    return value.hasStringValue() ? value.getStringValue() : value.toString();
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
