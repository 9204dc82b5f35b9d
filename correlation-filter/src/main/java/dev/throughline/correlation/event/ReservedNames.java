package dev.throughline.correlation.event;

import dev.throughline.correlation.request.Fields;
import java.util.Set;

/**
 * Field names that mean something to us on a line: an application's attribute must not pass for one
 * of them.
 */
final class ReservedNames {
  private static final Set<String> NAMES =
      Set.of(
          "@timestamp",
          "@version",
          "message",
          "logger_name",
          "thread_name",
          "level",
          "level_value",
          "stack_trace",
          "tags",
          Fields.TRACE_ID,
          Fields.SPAN_ID,
          Fields.TRACE_FLAGS,
          Fields.CORRELATION_ID,
          Fields.USER_ID,
          Fields.ACTOR_ID,
          Fields.SESSION_ID,
          Fields.EVENT_NAME,
          Fields.SEQUENCE,
          Fields.RECORD_UID,
          Fields.SERVICE_NAME,
          Fields.SERVICE_INSTANCE_ID,
          Fields.HOST_NAME,
          Fields.CORRELATION_ID_ATTRIBUTE,
          Fields.USER_ID_ATTRIBUTE,
          Fields.ACTOR_ID_ATTRIBUTE,
          Fields.SESSION_ID_ATTRIBUTE,
          Fields.SEQUENCE_ATTRIBUTE);

  static String avoid(String key) {
    return NAMES.contains(key) ? "event." + key : key;
  }

  private ReservedNames() {}
}
