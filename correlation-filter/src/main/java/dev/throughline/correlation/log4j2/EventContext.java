package dev.throughline.correlation.log4j2;

import dev.throughline.correlation.request.Fields;
import dev.throughline.correlation.request.LogSequence;
import dev.throughline.correlation.request.RequestIds;
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
    Map<String, String> data = ids == null ? new HashMap<>() : ids.lineFields();
    if (numbering) {
      data.put(Fields.SEQUENCE, Long.toString(LogSequence.next()));
    }
    return data;
  }

  /** For filters that look at one key: an id, never a number that no event has. */
  @Override
  public @Nullable Object getValue(String key) {
    RequestIds ids = idsToAdd();
    return ids == null ? null : ids.lineFields().get(key);
  }

  private static @Nullable RequestIds idsToAdd() {
    return ThreadContext.containsKey(Fields.CORRELATION_ID) ? null : RequestIds.current();
  }
}
