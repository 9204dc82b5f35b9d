package dev.throughline.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The six services, running; what they log is also recorded in files. */
final class ShopRun implements AutoCloseable {
  private static final List<String> SERVICES =
      List.of("Inventory", "Payments", "Auth", "Orders", "Shipping", "Gateway");

  private final Path logs;
  private final Map<String, ServiceRun> services = new LinkedHashMap<>();

  private ShopRun(Path logs) {
    this.logs = logs;
  }

  static ShopRun open(Path logs, Map<String, String> environment) throws IOException {
    ShopRun shop = new ShopRun(logs);
    Map<String, String> known = new HashMap<>(environment);
    try {
      for (String service : SERVICES) {
        ServiceRun run = ServiceRun.start(service, logs, known);
        shop.services.put(service, run);
        known.put(service.toUpperCase(Locale.ROOT) + "_URL", run.url());
      }
    } catch (IOException | RuntimeException e) {
      shop.services.values().forEach(ServiceRun::terminate);
      throw e;
    }
    return shop;
  }

  URI gateway() {
    return URI.create(service("Gateway").url());
  }

  ServiceRun service(String mainClass) {
    ServiceRun run = services.get(mainClass);
    if (run == null) {
      throw new IllegalArgumentException(mainClass + " is none of " + services.keySet());
    }
    return run;
  }

  /** Ends all six, the gateway first; the exit codes by main class. */
  Map<String, Integer> stop() throws InterruptedException {
    services.values().forEach(ServiceRun::terminate);
    Map<String, Integer> codes = new LinkedHashMap<>();
    for (Map.Entry<String, ServiceRun> service : services.entrySet()) {
      codes.put(service.getKey(), service.getValue().exitCode());
    }
    return codes;
  }

  /** Every line that the services have written to their files. */
  List<RecordedLine> lines() throws IOException {
    List<RecordedLine> lines = new ArrayList<>();
    for (String service : SERVICES) {
      for (String json : Files.readAllLines(logs.resolve(service + ".ndjson"))) {
        lines.add(RecordedLine.of(json));
      }
    }
    return lines;
  }

  @Override
  public void close() {
    services.values().forEach(ServiceRun::terminate);
  }
}
