package dev.throughline.correlation.request;

import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The tracers beside us in this process: OpenTelemetry by its context, the others by a port. */
final class Tracers {
  private static final List<AppTracer> KNOWN = load();

  /** Whether a tracer that is not OpenTelemetry's starts the spans here. */
  static boolean othersAtWork() {
    for (AppTracer tracer : KNOWN) {
      if (tracer.isAtWork()) {
        return true;
      }
    }
    return false;
  }

  /** The span current on this thread, whoever made it; an invalid one if there is none. */
  static Span current() {
    Span ours = Span.current();
    if (KNOWN.isEmpty() || (ours.getSpanContext().isValid() && !(ours instanceof AppSpan))) {
      return ours;
    }
    Span theirs = currentOfOthers();
    return theirs != null ? theirs : ours;
  }

  /** A span of this process that a request may join; null if none is current. */
  static @Nullable Span joinable() {
    Span current = current();
    return isLocal(current) ? current : null;
  }

  static boolean isLocal(Span span) {
    return span.getSpanContext().isValid() && !span.getSpanContext().isRemote();
  }

  private static @Nullable Span currentOfOthers() {
    for (AppTracer tracer : KNOWN) {
      AppSpan span = tracer.current();
      if (span != null) {
        return span;
      }
    }
    return null;
  }

  private static List<AppTracer> load() {
    List<AppTracer> known = new ArrayList<>();
    Iterator<AppTracer> found =
        ServiceLoader.load(AppTracer.class, Tracers.class.getClassLoader()).iterator();
    while (hasNext(found)) {
      try {
        AppTracer tracer = found.next();
        boolean unused = tracer.isAtWork(); // fails here and not in a request where it is absent
        known.add(tracer);
      } catch (LinkageError | ServiceConfigurationError absent) {
        // The application does not have that library.
        continue;
      }
    }
    return List.copyOf(known);
  }

  private static boolean hasNext(Iterator<AppTracer> found) {
    try {
      return found.hasNext();
    } catch (LinkageError | ServiceConfigurationError unreadable) {
      return false;
    }
  }

  private Tracers() {}
}
