package dev.throughline.correlation.log4j2;

import dev.throughline.correlation.request.Fields;
import dev.throughline.correlation.request.LogSequence;
import dev.throughline.correlation.request.RequestIds;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.HashMap;
import java.util.Map;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.util.ContextDataProvider;
import org.jspecify.annotations.Nullable;

/**
 * What Log4j2 puts on every event, asked on the thread that logs: the writer's order, and the ids
 * where SLF4J's MDC is not the {@link ThreadContext} (SLF4J bound to another library, and Log4j2
 * used by its own API). Log4j2 finds it as a service.
 */
public final class EventContext implements ContextDataProvider {
  private static volatile boolean numbering;

  /** From now on events are numbered: somebody writes the numbers. */
  static void numberEvents() {
    numbering = true;
  }

  @Override
  public Map<String, String> supplyContextData() {
    RequestIds ids = idsToAdd();
    if (ids == null && !numbering) {
      return Map.of();
    }
    Map<String, String> data = new HashMap<>();
    if (ids != null) {
      addIds(data, ids);
    }
    if (numbering) {
      data.put(Fields.SEQUENCE, Long.toString(LogSequence.next()));
    }
    return data;
  }

  /** For filters that look at one key: an id, never a number that no event has. */
  @Override
  public @Nullable Object getValue(String key) {
    RequestIds ids = idsToAdd();
    if (ids == null) {
      return null;
    }
    Map<String, String> data = new HashMap<>();
    addIds(data, ids);
    return data.get(key);
  }

  private static @Nullable RequestIds idsToAdd() {
    return ThreadContext.containsKey(Fields.CORRELATION_ID) ? null : RequestIds.current();
  }

  private static void addIds(Map<String, String> data, RequestIds ids) {
    SpanContext span = Span.current().getSpanContext();
    data.put(Fields.CORRELATION_ID, ids.correlationId());
    data.put(Fields.TRACE_ID, span.getTraceId());
    data.put(Fields.SPAN_ID, span.getSpanId());
    data.put(Fields.TRACE_FLAGS, span.getTraceFlags().asHex());
    add(data, Fields.USER_ID, ids.user());
    add(data, Fields.SESSION_ID, ids.session());
    add(data, Fields.ACTOR_ID, ids.actor());
  }

  private static void add(Map<String, String> data, String key, @Nullable String value) {
    if (value != null) {
      data.put(key, value);
    }
  }
}
