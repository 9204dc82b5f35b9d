package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How services call what they write: OpenTelemetry's attributes, and ours. */
final class FieldNames {
  private FieldNames() {}

  static Map<String, Object> of(Resource resource) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("service.name", resource.serviceName());
    put(fields, "service.instance.id", resource.serviceInstanceId());
    put(fields, "service.version", resource.serviceVersion());
    put(fields, "host.name", resource.hostName());
    return fields;
  }

  /** All ids but those of trace and span, which have places of their own. */
  static Map<String, Object> of(Ids ids) {
    Map<String, Object> fields = new LinkedHashMap<>();
    ids.users().forEach(user -> fields.put(user.namespace().attribute(), user.value()));
    put(fields, "session.id", ids.sessionId());
    put(fields, "session.previous_id", ids.previousSessionId());
    put(fields, "correlation.id", ids.correlationId());
    put(fields, "user.actor.id", ids.actorId());
    ids.messageIds().forEach(id -> fields.put("messaging.message.id", id));
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
