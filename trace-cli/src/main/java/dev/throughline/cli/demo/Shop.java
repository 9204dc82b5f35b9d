package dev.throughline.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A collector and the six services of the shop, each a process of its own on a free port. {@link
 * #close()} ends every process that was started and nothing else; it may be called twice, and from
 * a shutdown hook.
 */
public final class Shop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** For who presses Ctrl-C. */
  private static final Duration GRACE = Duration.ofSeconds(8);

  private static final Pattern LINE_CONNECTIONS =
      Pattern.compile("(?m)^throughline_intake_lines_connections (\\d+)(\\.0)?$");

  private static final List<String> JVM =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "-Xmx96m",
          "-XX:-UsePerfData");

  private final Checkout checkout;
  private final AgentServices agents;
  private final Path folder;
  private final @Nullable String store;
  private final String java;
  private final List<Child> services = new ArrayList<>();
  private final List<Child> collectors = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private URI query = URI.create("http://127.0.0.1:0");

  /**
   * @param folder where data and logs go
   * @param store where the collector stores, or null for its own folder
   */
  Shop(Checkout checkout, AgentServices agents, Path folder, @Nullable String store) {
    this.checkout = checkout;
    this.agents = agents;
    this.folder = folder;
    this.store = store;
    java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Starts the collector, and waits until it serves. */
  void startCollector() throws DemoFailed, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                checkout.collectorLauncher().toString(),
                "--data",
                data().toString(),
                "--intake-port",
                "0",
                "--json-port",
                "0",
                "--query-port",
                "0"));
    if (store != null) {
      command.addAll(List.of("--store", store));
    }
    Map<String, String> ours = Map.of("JAVA_HOME", System.getProperty("java.home"));
    Child collector = Child.start("collector", command, ours, folder);
    synchronized (this) {
      collectors.add(collector);
    }
    for (String word : collector.ready(PATIENCE).split(" ")) {
      String value = word.substring(word.indexOf('=') + 1);
      switch (word.substring(0, Math.max(0, word.indexOf('=')))) {
        case "intake" -> environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", value);
        case "json" -> environment.put("THROUGHLINE_JSON", value);
        case "query" -> query = URI.create(value);
        default -> {}
      }
    }
  }

  /** Starts services side by side, and waits until all of them serve. */
  void startServices(String... names) throws DemoFailed, InterruptedException {
    List<Child> wave = new ArrayList<>();
    for (String name : names) {
      wave.add(service(name));
    }
    for (Child child : wave) {
      String port = child.ready(PATIENCE);
      environment.put(child.name().toUpperCase(Locale.ROOT) + "_URL", "http://127.0.0.1:" + port);
    }
  }

  private Child service(String name) throws DemoFailed {
    Map<String, String> told = new TreeMap<>(environment);
    if (agents.include(name)) {
      told.putAll(AgentServices.environment(name));
    }
    Child child = Child.start(name.toLowerCase(Locale.ROOT), command(name), told, folder);
    synchronized (this) {
      services.add(child);
    }
    return child;
  }

  private List<String> command(String main) throws DemoFailed {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(JVM);
    if (agents.include(main)) {
      command.addAll(AgentServices.flags(checkout.agent(), checkout.extension()));
    }
    command.addAll(List.of("-cp", checkout.shopClassPath(), "dev.throughline.demo." + main));
    return command;
  }

  /** Lets the crowd shop, and gives its report. */
  String runCrowd() throws DemoFailed, InterruptedException {
    Path log = folder.resolve("crowd.log");
    ProcessBuilder builder =
        new ProcessBuilder(command("Crowd"))
            .redirectError(ProcessBuilder.Redirect.to(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process crowd = builder.start();
      crowd.getOutputStream().close();
      String report = new String(crowd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = crowd.waitFor();
      if (exit != 0) {
        throw new DemoFailed("the crowd could not shop as scripted (" + exit + "); see " + log);
      }
      return report;
    } catch (IOException e) {
      throw new DemoFailed("the crowd cannot be started: " + e.getMessage(), e);
    }
  }

  /** How many connections the collector has over which lines may still come. */
  int lineConnections() throws DemoFailed {
    try (InputStream metrics = query.resolve("/metrics").toURL().openStream()) {
      Matcher count =
          LINE_CONNECTIONS.matcher(new String(metrics.readAllBytes(), StandardCharsets.UTF_8));
      if (!count.find()) {
        throw new DemoFailed("the collector does not count its connections for lines");
      }
      return Integer.parseInt(count.group(1));
    } catch (IOException e) {
      throw new DemoFailed("the collector has no numbers: " + e.getMessage(), e);
    }
  }

  /** The address of the collector's query port. */
  public URI query() {
    return query;
  }

  /** The address under which the shop itself is open. */
  public String gateway() {
    return environment.getOrDefault("GATEWAY_URL", "");
  }

  /** The collector's folder. */
  public Path data() {
    return folder.resolve("data");
  }

  /** Where the processes' logs are. */
  public Path folder() {
    return folder;
  }

  /** Waits until the collector ends, which it only does when somebody ends it. */
  public void awaitEnd() throws InterruptedException {
    for (Child collector : List.copyOf(collectors)) {
      collector.awaitEnd();
    }
  }

  /**
   * Ends the services, the gateway first; what they still hold goes to the collector.
   *
   * @return the names of those that did not end by themselves and took what they held with them
   */
  List<String> endServices() throws InterruptedException {
    return end(services, PATIENCE);
  }

  @Override
  public void close() {
    try {
      end(services, GRACE);
      end(collectors, GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> end(List<Child> children, Duration most) throws InterruptedException {
    List<Child> ending;
    synchronized (this) {
      ending = new ArrayList<>(children).reversed();
    }
    ending.forEach(Child::end);
    List<String> killed = new ArrayList<>();
    for (Child child : ending) {
      if (!child.awaitEnd(most)) {
        killed.add(child.name());
      }
    }
    return killed;
  }
}
