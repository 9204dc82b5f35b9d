package dev.throughline.stores.elasticsearch.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real node of its own on a free port of the loopback interface, in a folder of its own. It ends
 * with this JVM and takes its folder along. Not thread-safe.
 *
 * <p>Its zip is the one Elasticsearch's own plug-in tests run on. What it lacks beside a downloaded
 * Elasticsearch: {@code GET /}, lifecycle management, ingest processors, ES|QL, users and API keys
 * made at run time, most analysers and some field types.
 */
public final class ElasticsearchNode implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(10);
  private static @Nullable ElasticsearchNode shared;

  private final Path folder;
  private final Path home;
  private final String javaOptions;
  private final boolean secured;
  private final List<User> users;
  private final Thread atExit = new Thread(this::end, "end-of-elasticsearch");
  private @Nullable NodeProcess process;
  private int port;

  private ElasticsearchNode(Builder builder) throws IOException {
    folder = Files.createTempDirectory("elasticsearch-node");
    Runtime.getRuntime().addShutdownHook(atExit);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    home = builder.zip.unpackInto(folder);
    javaOptions = builder.javaOptions;
    secured = !builder.users.isEmpty();
    users = List.copyOf(builder.users);
    Files.createDirectories(home.resolve("tmp"));
    configure(builder.settings);
    start();
  }

  /**
   * The node that all tests of this JVM share: current version, no security. Who uses it cleans.
   */
  public static synchronized ElasticsearchNode shared() {
    if (shared == null) {
      shared = builder().start();
    }
    return shared;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** How a node is to be; not thread-safe. */
  public static final class Builder {
    private NodeZip zip = NodeZip.CURRENT;

    /** A test's minute is too short for the best compiler. */
    private String javaOptions = "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1";

    private final List<User> users = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();

    private Builder() {}

    /** The oldest supported major version instead of the current one. */
    public Builder older() {
      zip = NodeZip.OLDER;
      return this;
    }

    /** A node to measure: with a heap of its own size, and every compiler. */
    public Builder measured(int heapMegabytes) {
      javaOptions = "-Xms%1$dm -Xmx%1$dm".formatted(heapMegabytes);
      return this;
    }

    /** Switches on security and TLS, with a certificate of an authority of its own. */
    public Builder security(User... letIn) {
      users.addAll(List.of(letIn));
      return this;
    }

    /** One more line of {@code elasticsearch.yml}. */
    public Builder setting(String key, String value) {
      settings.add(key + ": " + value);
      return this;
    }

    /** Starts it and waits until it answers. */
    public ElasticsearchNode start() {
      try {
        return new ElasticsearchNode(this);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void configure(List<String> more) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("discovery.type: single-node");
    lines.add("network.host: 127.0.0.1");
    lines.add("transport.port: 0");
    lines.add("node.portsfile: true");
    // A developer's disk is often fuller than a node likes.
    lines.add("cluster.routing.allocation.disk.threshold_enabled: false");
    // Without thresholds, each look at the disks lifts the blocks that a test set on full indices.
    lines.add("cluster.info.update.interval: 24h");
    lines.add("xpack.security.enabled: " + secured);
    if (secured) {
      lines.addAll(secure());
    }
    lines.addAll(more);
    Files.write(config("elasticsearch.yml"), lines);
  }

  private List<String> secure() throws IOException {
    Files.write(config("users"), users.stream().map(User::entry).toList());
    Files.write(
        config("users_roles"), users.stream().map(u -> "of-" + u.name() + ":" + u.name()).toList());
    // JSON is YAML.
    Files.write(
        config("roles.yml"),
        users.stream().map(u -> "of-" + u.name() + ": " + u.rights()).toList());
    TestCa authority = TestCa.create(folder);
    Files.writeString(ca(), authority.certificate());
    Files.writeString(config("node.pem"), authority.serverCertificate());
    Files.writeString(config("node.key"), authority.serverKey());
    return List.of(
        "xpack.security.http.ssl.enabled: true",
        "xpack.security.http.ssl.certificate: node.pem",
        "xpack.security.http.ssl.key: node.key");
  }

  private Path config(String name) {
    return home.resolve("config").resolve(name);
  }

  /** Starts it again after {@link #stop} or {@link #kill}, on the same port and data. */
  public void start() {
    if (process != null) {
      throw new IllegalStateException("the node is running");
    }
    try {
      Path ports = home.resolve("logs").resolve("http.ports");
      Files.deleteIfExists(ports);
      keepPort();
      NodeProcess started = NodeProcess.start(home, out(), javaOptions);
      process = started;
      port = await(ports, started);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keepPort() throws IOException {
    List<String> lines =
        new ArrayList<>(Files.readAllLines(config("elasticsearch.yml"), StandardCharsets.UTF_8));
    lines.removeIf(line -> line.startsWith("http.port:"));
    lines.add("http.port: " + port);
    Files.write(config("elasticsearch.yml"), lines);
  }

  /** The node writes its port when it takes requests, as its last act of starting. */
  private int await(Path ports, NodeProcess started) throws IOException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      Optional<Integer> bound = port(ports);
      if (bound.isPresent()) {
        return bound.get();
      }
      if (!started.isAlive()) {
        throw new IllegalStateException("the node ended while it started: " + lastWords());
      }
      pause();
    }
    throw new IllegalStateException("the node did not start within " + START + ": " + lastWords());
  }

  private static Optional<Integer> port(Path ports) throws IOException {
    if (!Files.exists(ports)) {
      return Optional.empty();
    }
    return Files.readAllLines(ports).stream()
        .map(line -> Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)))
        .findFirst();
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the node started", e);
    }
  }

  /** What it wrote to its console last. */
  public String lastWords() {
    try (Stream<String> lines = Files.lines(out())) {
      List<String> all = lines.toList();
      return all.subList(Math.max(0, all.size() - 30), all.size()).stream()
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Path out() {
    return folder.resolve("console.log");
  }

  /** Such as {@code http://127.0.0.1:39201}; {@code https:} with security. */
  public URI uri() {
    return URI.create((secured ? "https" : "http") + "://127.0.0.1:" + port);
  }

  /** The certificate, in PEM, of the authority behind a node with security. */
  public Path ca() {
    return folder.resolve("ca.pem");
  }

  /** Ends it in order; its data stay. */
  public void stop() {
    running().stop();
    process = null;
  }

  /** Ends it as a power cut would end its processes; what the operating system has, stays. */
  public void kill() {
    running().kill();
    process = null;
  }

  public boolean isRunning() {
    return process != null;
  }

  private NodeProcess running() {
    if (process == null) {
      throw new IllegalStateException("the node is not running");
    }
    return process;
  }

  /** Ends it and removes its folder. */
  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void end() {
    if (process != null) {
      kill();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
