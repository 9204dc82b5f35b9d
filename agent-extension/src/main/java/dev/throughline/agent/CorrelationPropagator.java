package dev.throughline.agent;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries the correlation id between processes in {@code X-Correlation-ID}. Thread-safe. */
final class CorrelationPropagator implements TextMapPropagator {
  /** How {@code otel.propagators} and a configuration file name it. */
  static final String NAME = "throughline";

  @Override
  public Collection<String> fields() {
    return Collections.singletonList(Fields.CORRELATION_HEADER);
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    try {
      RequestIds ids = RequestIds.in(context);
      if (ids != null && !hasOwn(carrier)) {
        setter.set(carrier, Fields.CORRELATION_HEADER, ids.correlationId());
      }
    } catch (Exception | LinkageError e) {
      Failures.report("inject", e);
    }
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    try {
      return carrier == null ? context : read(context, carrier, getter);
    } catch (Exception | LinkageError e) {
      Failures.report("extract", e);
      return context;
    }
  }

  private static <C> Context read(Context context, C carrier, TextMapGetter<C> getter) {
    boolean inARequest = RequestIds.in(context) != null;
    Context read = context.with(RequestIds.read(context, carrier, getter));
    Context told = UserBaggage.pseudonymousIn(read);
    boolean judged = inARequest || Settings.current().trust() == Trust.ALWAYS;
    return KnownIds.atTheDoor(judged ? told : UserBaggage.setAside(told));
  }

  /**
   * Whether the application set the header itself, in another case or as lines. The JDK's
   * HttpClient refuses headers that differ in case only, and the agent would then lose the trace
   * context too. One text under our very name may be left from the request before, in a map that is
   * used again: that one is replaced, as other propagators do.
   */
  private static boolean hasOwn(@Nullable Object carrier) {
    if (carrier instanceof Map) {
      for (Map.Entry<?, ?> header : ((Map<?, ?>) carrier).entrySet()) {
        if (isOurs(header.getKey()) && !isReplaced(header)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOurs(@Nullable Object name) {
    return name instanceof String && Fields.CORRELATION_HEADER.equalsIgnoreCase((String) name);
  }

  private static boolean isReplaced(Map.Entry<?, ?> header) {
    return Fields.CORRELATION_HEADER.equals(header.getKey())
        && !(header.getValue() instanceof List);
  }

  @Override
  public String toString() {
    return "CorrelationPropagator{" + Fields.CORRELATION_HEADER + "}";
  }
}
