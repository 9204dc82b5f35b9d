package dev.throughline.compose;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The front of the shop: nginx before a gateway that believes its neighbours, another gateway that
 * is an edge itself, what both need, and a collector.
 */
final class Door implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ArrayDeque<AutoCloseable> opened = new ArrayDeque<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  final Started collector;
  final Nginx nginx;
  final URI edge;

  Door(Path folder) throws Exception {
    this.folder = folder;
    try {
      collector =
          started(
              "collector",
              Map.of("JAVA_HOME", System.getProperty("java.home")),
              List.of(
                  Path.of("../bin/collector").toAbsolutePath().normalize().toString(),
                  "--data=" + folder.resolve("data"),
                  "--intake-port=0",
                  "--json-port=0",
                  "--query-port=0"));
      Map<String, String> shop = new HashMap<>();
      shop.put("THROUGHLINE_JSON", collector.ready("json"));
      shop.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.ready("intake"));
      shop.put("ORDERS_URL", "http://127.0.0.1:9");
      shop.put("SHIPPING_URL", "http://127.0.0.1:9");
      shop.put("INVENTORY_URL", service("Inventory", shop));
      shop.put("PAYMENTS_URL", service("Payments", shop));
      shop.put("AUTH_URL", service("Auth", shop));
      nginx = Nginx.before(service("Gateway", shop), folder.resolve("nginx"));
      opened.push(nginx);
      shop.put("THROUGHLINE_TRUST", "edge");
      shop.put("OTEL_SERVICE_NAME", "edge");
      edge = URI.create(service("Gateway", shop));
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private String service(String name, Map<String, String> environment) throws IOException {
    return "http://127.0.0.1:" + started(name, environment, Topology.command(name)).ready();
  }

  private Started started(String name, Map<String, String> environment, List<String> command)
      throws IOException {
    Path errors = folder.resolve(name + opened.size() + ".err");
    Started started = Started.start(command, environment, folder, errors);
    opened.push(started);
    return started;
  }

  /** A journey; one without steps when nobody is found. */
  JsonNode journey(String handle, String value) throws IOException, InterruptedException {
    URI uri =
        URI.create(
            collector.ready("query")
                + "/api/v1/journey?"
                + handle
                + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200 && answer.statusCode() != 404) {
      throw new IOException(uri + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** Waits until what a request left behind has arrived: the spans of these services. */
  JsonNode arrived(String correlationId, String... services) throws Exception {
    Await.until(
        correlationId + " was seen by " + List.of(services),
        () ->
            spans(journey("correlation", correlationId), "service").containsAll(List.of(services)));
    return journey("correlation", correlationId);
  }

  static List<JsonNode> steps(JsonNode journey) {
    List<JsonNode> steps = new ArrayList<>();
    journey.path("steps").forEach(steps::add);
    return steps;
  }

  /** What the steps say under a name. */
  static Set<String> all(JsonNode journey, String field) {
    Set<String> values = new TreeSet<>();
    for (JsonNode step : steps(journey)) {
      if (step.path(field).isString()) {
        values.add(step.get(field).asString());
      }
    }
    return values;
  }

  private static Set<String> spans(JsonNode journey, String field) {
    Set<String> values = new TreeSet<>();
    for (JsonNode step : steps(journey)) {
      if (step.path("span_kind").asString("").equals("server")) {
        values.add(step.get(field).asString());
      }
    }
    return values;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : opened) {
      // The collector, which was first, has to hear their last words.
      if (one instanceof Started service && one != opened.peekLast()) {
        service.end();
      }
    }
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
    client.close();
  }
}
