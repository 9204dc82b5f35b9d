package dev.throughline.correlation.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every record of this process says about its writer. */
public final class ThisProcess {
  private static final String INSTANCE = RandomIds.hex128();
  private static final Path KERNEL_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /**
   * As OpenTelemetry finds it ({@code OTEL_SERVICE_NAME}, then {@code OTEL_RESOURCE_ATTRIBUTES}),
   * else {@code spring.application.name}; {@code unknown_service:java} if nobody says.
   */
  public static String serviceName() {
    return first(
            Setting.lookUp("otel.service.name"),
            resourceAttribute("service.name"),
            Setting.lookUp("spring.application.name"))
        .orElse("unknown_service:java");
  }

  /** Another value after each start. */
  public static String instanceId() {
    return first(resourceAttribute("service.instance.id")).orElse(INSTANCE);
  }

  /** The machine's name, without asking a name server: that could block. */
  public static String hostName() {
    return first(
            resourceAttribute("host.name"),
            kernelHostName(),
            System.getenv("HOSTNAME"),
            System.getenv("COMPUTERNAME"))
        .orElse("localhost");
  }

  /** All of them by field name. */
  public static Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(Fields.SERVICE_NAME, serviceName());
    fields.put(Fields.SERVICE_INSTANCE_ID, instanceId());
    fields.put(Fields.HOST_NAME, hostName());
    return fields;
  }

  private static @Nullable String resourceAttribute(String key) {
    String attributes = Setting.lookUp("otel.resource.attributes");
    return attributes == null
        ? null
        : Arrays.stream(attributes.split(",", -1))
            .map(String::strip)
            .filter(attribute -> attribute.startsWith(key + "="))
            .map(attribute -> attribute.substring(key.length() + 1))
            .findFirst()
            .orElse(null);
  }

  private static @Nullable String kernelHostName() {
    try {
      return Files.readString(KERNEL_HOST_NAME).strip();
    } catch (IOException notLinux) {
      return null;
    }
  }

  private static Optional<String> first(@Nullable String... candidates) {
    return Stream.of(candidates)
        .filter(Objects::nonNull)
        .filter(candidate -> !candidate.isBlank())
        .findFirst();
  }

  private ThisProcess() {}
}
