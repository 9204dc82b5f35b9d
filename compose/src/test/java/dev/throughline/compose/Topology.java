package dev.throughline.compose;

import dev.throughline.stores.elasticsearch.kit.ElasticsearchNode;
import dev.throughline.stores.elasticsearch.kit.User;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A node, two collectors of which one stores in it and the other in its folder, and all that a
 * crowd did in the shop, given to both as the same bytes.
 */
final class Topology implements AutoCloseable {
  static final List<String> CUSTOMERS =
      List.of(
          "alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy",
          "kevin", "laura", "mallory", "nina", "oscar", "peggy", "quentin", "rupert", "sybil",
          "trent");

  /** The node's users, with the rights that setup/ gives them. */
  private static final String ADMIN = "elastic-admin";

  private static final String COLLECTOR = "collector";
  private static final String READER = "throughline";
  private static final String PASSWORD = "of-a-node-that-lives-for-a-minute";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INDICES = "throughline-spans-*,throughline-logs-*";

  private final ArrayDeque<AutoCloseable> opened = new ArrayDeque<>();
  private final HttpClient client;
  private final Path folder;
  private final ElasticsearchNode node;

  /** Stores in the node. */
  final Started elasticsearch;

  /** Stores in its folder. */
  final Started lucene;

  private Topology(Path folder) throws IOException {
    this.folder = folder;
    node =
        ElasticsearchNode.builder()
            .security(
                User.admin(ADMIN, PASSWORD),
                new User(COLLECTOR, PASSWORD, rights("collector-role.json")),
                new User(READER, PASSWORD, rights("reader-role.json")))
            .start();
    opened.push(node);
    client = HttpClient.newBuilder().sslContext(trusting(node.ca())).build();
    opened.push(client);
    elasticsearch = collector("elasticsearch", "--store", "es:" + node.uri() + "?ca=" + node.ca());
    lucene = collector("lucene");
  }

  /** In one line, as the node's own file of roles wants it. */
  private static String rights(String file) {
    return JSON.readTree(Path.of("setup", file).toFile()).toString();
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try (InputStream in = Files.newInputStream(authority)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Starts it all and lets the crowd shop; when it returns the shop is closed again. */
  static Topology afterShopping(Path folder) throws Exception {
    Topology topology = new Topology(folder);
    try (Tee tee = new Tee(topology.elasticsearch, topology.lucene)) {
      topology.shop(tee);
    } catch (Exception e) {
      topology.close();
      throw e;
    }
    return topology;
  }

  private Started collector(String name, String... more) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of("../bin/collector").toAbsolutePath().normalize().toString(),
                    "--data=" + folder.resolve(name),
                    "--intake-port=0",
                    "--json-port=0",
                    "--query-port=0"),
                Stream.of(more))
            .toList();
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "ELASTICSEARCH_USERNAME",
            COLLECTOR,
            "ELASTICSEARCH_PASSWORD_FILE",
            Files.writeString(folder.resolve(name + ".password"), PASSWORD).toString());
    Started collector = Started.start(command, environment, folder, folder.resolve(name + ".err"));
    opened.push(collector);
    return collector;
  }

  private void shop(Tee tee) throws IOException, InterruptedException {
    Map<String, String> environment =
        new HashMap<>(
            Map.of("THROUGHLINE_JSON", tee.json(), "OTEL_EXPORTER_OTLP_ENDPOINT", tee.intake()));
    ArrayDeque<Started> services = new ArrayDeque<>();
    try {
      for (String name :
          List.of("Inventory", "Payments", "Auth", "Orders", "Shipping", "Gateway")) {
        Started service =
            Started.start(command(name), environment, folder, folder.resolve(name + ".err"));
        services.push(service);
        environment.put(
            name.toUpperCase(Locale.ROOT) + "_URL", "http://127.0.0.1:" + service.ready());
      }
      ProcessBuilder crowd =
          new ProcessBuilder(command("Crowd"))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("crowd.out").toFile());
      crowd.environment().putAll(environment);
      int exit = crowd.start().waitFor();
      if (exit != 0) {
        throw new IOException("the crowd ended with " + exit + "; see " + folder);
      }
    } finally {
      services.forEach(Started::end);
      services.forEach(Started::close);
    }
  }

  static List<String> command(String main) {
    return List.of(
        Started.java(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx96m",
        "-cp",
        System.getProperty("shop.classpath"),
        "dev.throughline.demo." + main);
  }

  /** A journey as a collector tells it, less what may differ between stores. */
  ObjectNode journey(Started collector, String handle, String value)
      throws IOException, InterruptedException {
    String path =
        "/api/v1/journey?" + handle + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(collector.ready("query") + path)).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    ObjectNode journey = (ObjectNode) JSON.readTree(answer.body());
    journey.remove(List.of("sources", "as_of", "window"));
    return journey;
  }

  /** Hands lines in to the collector that stores in the node. */
  void sendLines(String lines) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(elasticsearch.ready("intake") + "/lines"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("/lines answered " + answer.statusCode() + ": " + answer.body());
    }
  }

  /** The ids of the documents behind the data view that a query finds. */
  Set<String> found(JsonNode query) throws IOException, InterruptedException {
    ObjectNode search = JSON.createObjectNode().put("size", 10_000).put("_source", false);
    search.set("query", query);
    JsonNode answer = ask(READER, "POST", "/" + INDICES + "/_search", search.toString());
    Set<String> ids = new TreeSet<>();
    answer.at("/hits/hits").forEach(hit -> ids.add(hit.get("_id").asString()));
    return ids;
  }

  /** What the node knows of the fields behind the data view. */
  JsonNode fields() throws IOException, InterruptedException {
    return ask(READER, "GET", "/" + INDICES + "/_field_caps?fields=*", "").get("fields");
  }

  /** Does something to the node that only its administrator may. */
  void administer(String method, String path, String body)
      throws IOException, InterruptedException {
    ask(ADMIN, method, path, body);
  }

  private JsonNode ask(String user, String method, String path, String body)
      throws IOException, InterruptedException {
    String login =
        Base64.getEncoder()
            .encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(node.uri().resolve(path))
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() throws IOException {
    try {
      while (!opened.isEmpty()) {
        opened.pop().close();
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
