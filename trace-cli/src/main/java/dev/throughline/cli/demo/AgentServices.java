package dev.throughline.cli.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The services of the shop that run with the OpenTelemetry Java agent and our extension in front
 * while the filter in them sleeps. Immutable.
 *
 * @param names of them, in lower case
 */
public record AgentServices(Set<String> names) {
  private static final Set<String> ALL =
      new TreeSet<>(Set.of("auth", "gateway", "inventory", "orders", "payments", "shipping"));

  /** Every service on the filter. */
  public static final AgentServices NONE = new AgentServices(Set.of());

  public AgentServices {
    names = Set.copyOf(names);
  }

  /**
   * The services of those names, or all of them.
   *
   * @param names service names, or {@code all}
   * @throws IllegalArgumentException if there is no such service; the message is the whole story
   */
  public static AgentServices named(List<String> names) {
    Set<String> wanted = new TreeSet<>();
    for (String name : names) {
      if (name.equals("all")) {
        wanted.addAll(ALL);
      } else if (ALL.contains(name)) {
        wanted.add(name);
      } else {
        throw new IllegalArgumentException(
            "--agent is \"%s\"; expected all, or some of %s"
                .formatted(name, String.join(", ", ALL)));
      }
    }
    return new AgentServices(wanted);
  }

  boolean include(String main) {
    return names.contains(main.toLowerCase(Locale.ROOT));
  }

  /** What java is told before the class path; the heap holds the agent's classes' data too. */
  static List<String> flags(Path agent, Path extension) {
    return List.of(
        "-Xmx160m",
        "-javaagent:" + agent,
        "-Dotel.javaagent.extensions=" + extension,
        "-Dthroughline.baggage.send=true",
        "-Dthroughline.enabled=false");
  }

  /** Log lines go on as JSON, by the appender the services have: the agent exports spans only. */
  static Map<String, String> environment(String main) {
    return Map.of(
        "OTEL_SERVICE_NAME",
        main.toLowerCase(Locale.ROOT),
        // One word for this process on its lines and on its spans.
        "OTEL_RESOURCE_ATTRIBUTES",
        "service.instance.id=" + UUID.randomUUID(),
        "OTEL_METRICS_EXPORTER",
        "none",
        "OTEL_LOGS_EXPORTER",
        "none",
        "OTEL_BSP_SCHEDULE_DELAY",
        "500");
  }
}
