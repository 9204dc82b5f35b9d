package dev.throughline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The real nginx with the configuration of {@code compose/nginx}, in front of some service. */
final class Nginx implements AutoCloseable {
  private static final Path CONFIGURATION = Path.of("nginx").toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TRIES = 5;

  /** Stands for the neighbours' network: another of this machine's own addresses. */
  static final String NEIGHBOUR = "127.0.0.2";

  private final Process process;
  private final Path folder;
  private final int port;

  private Nginx(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** Fails where CI lacks it, skips with a word about it elsewhere. */
  static String require() {
    Optional<Path> found =
        Stream.concat(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                Stream.of("/usr/sbin", "/usr/local/sbin"))
            .map(bin -> Path.of(bin, "nginx"))
            .filter(Files::isExecutable)
            .findFirst();
    assertThat(found.isPresent() || System.getenv("CI") == null).as("CI has nginx").isTrue();
    assumeTrue(found.isPresent(), "SKIPPED: needs nginx (apt-get install nginx)");
    return found.orElseThrow().toString();
  }

  /** Starts it on a port of its own and waits until it listens. */
  static Nginx before(String service, Path folder) throws Exception {
    Files.createDirectories(folder);
    for (int i = 0; i < TRIES; i++) {
      int port = freePort();
      configure(service, folder, port);
      Files.deleteIfExists(folder.resolve("nginx.pid"));
      Nginx nginx = new Nginx(run(folder, "-g", "daemon off; user root;"), folder, port);
      Await.until("nginx listens or has given up", () -> nginx.listens() || nginx.isDead());
      if (!nginx.isDead()) {
        return nginx;
      }
    }
    throw new IOException("nginx does not start: " + Files.readString(folder.resolve("error.log")));
  }

  /** What {@code nginx -t} says to a configuration; empty if it likes it. */
  static String complaints(String configuration, Path folder) throws Exception {
    Files.createDirectories(folder);
    configure("http://127.0.0.1:9", folder, 8080);
    Files.writeString(folder.resolve("nginx.conf"), configuration);
    Process test = run(folder, "-t", "-q");
    return test.waitFor() == 0 ? "" : Files.readString(folder.resolve("error.log"));
  }

  private static Process run(Path folder, String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(require(), "-p", folder.toString(), "-c", "nginx.conf"),
                Stream.of(arguments))
            .toList();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("error.log").toFile())
        .start();
  }

  private static void configure(String service, Path folder, int port) throws IOException {
    Files.copy(
        CONFIGURATION.resolve("throughline-proxy.conf"),
        folder.resolve("throughline-proxy.conf"),
        StandardCopyOption.REPLACE_EXISTING);
    String ids = Files.readString(CONFIGURATION.resolve("throughline.conf"));
    Files.writeString(
        folder.resolve("throughline.conf"), changed(ids, "# 10.20.0.0/16", NEIGHBOUR));
    String main = Files.readString(CONFIGURATION.resolve("nginx.conf"));
    main = changed(main, "listen 8080", "listen 127.0.0.1:" + port);
    main = changed(main, "http://gateway:8080", service);
    main = changed(main, "/dev/stdout", folder.resolve("access.json").toString());
    main = changed(main, "/tmp/nginx", folder.resolve("nginx").toString());
    Files.writeString(folder.resolve("nginx.conf"), main);
  }

  private static String changed(String text, String from, String to) {
    assertThat(text).contains(from);
    return text.replace(from, to);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** It writes this file when its port is its own; another may have got it first. */
  private boolean listens() throws IOException {
    Path pid = folder.resolve("nginx.pid");
    return Files.exists(pid) && Files.readString(pid).strip().equals("" + process.pid());
  }

  private boolean isDead() {
    return !process.isAlive();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  Path accessLog() {
    return folder.resolve("access.json");
  }

  /**
   * Every finished line of its access log, each of which must be a JSON object of one line. It
   * writes bytes that are not UTF-8 as they came; every reader of logs has its way with those.
   */
  List<JsonNode> lines() throws IOException {
    String log = new String(Files.readAllBytes(accessLog()), StandardCharsets.UTF_8);
    return log.substring(0, log.lastIndexOf('\n') + 1).lines().map(JSON::readTree).toList();
  }

  /** The line with an id, waited for: it is written after the answer. */
  JsonNode line(String correlationId) throws Exception {
    Await.until("nginx has logged " + correlationId, () -> find(correlationId).isPresent());
    return find(correlationId).orElseThrow();
  }

  private Optional<JsonNode> find(String correlationId) throws IOException {
    return lines().stream()
        .filter(line -> line.path("correlation_id").asString("").equals(correlationId))
        .findFirst();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
