package dev.throughline.journey.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a record: OpenTelemetry's resource, with the fields the journey reasons about by name
 * and the rest as attributes. Shared by all records of a batch.
 *
 * @param serviceName never empty; {@link #UNKNOWN_SERVICE} when the sender did not say
 */
public record Resource(
    String serviceName,
    @Nullable String serviceInstanceId,
    @Nullable String serviceVersion,
    @Nullable String hostId,
    @Nullable String hostName,
    @Nullable String k8sNodeName,
    @Nullable String k8sPodName,
    Attributes attributes) {

  /** OpenTelemetry's word for a service that did not name itself. */
  public static final String UNKNOWN_SERVICE = "unknown_service";

  public Resource {
    if (serviceName.isEmpty()) {
      serviceName = UNKNOWN_SERVICE;
    }
  }

  /** A resource of which only the service's name is known. */
  public static Resource ofService(String serviceName) {
    return new Resource(serviceName, null, null, null, null, null, null, Attributes.EMPTY);
  }

  /** The process that wrote: instance id, else pod, else host, else the service itself. */
  public String instance() {
    return first(serviceInstanceId, k8sPodName, hostName).orElse(serviceName);
  }

  /**
   * The clock that stamped the record: {@code host.id}, else node, else host, else the instance.
   */
  public String clock() {
    return first(hostId, k8sNodeName, hostName).orElseGet(this::instance);
  }

  private static Optional<String> first(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isEmpty()) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
