package dev.throughline.journey.stitch;

import dev.throughline.journey.Because;
import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An id that ties records together; written {@code session=s-1}. */
record Tie(Edge edge, String value) {
  /** The strongest first. */
  static final Comparator<Tie> BY_EDGE =
      Comparator.comparingInt((Tie tie) -> strength(tie.edge())).thenComparing(Tie::value);

  private static int strength(Edge edge) {
    return switch (edge) {
      case USER -> 0;
      case ACTS_AS -> 1;
      case FIELD -> 2;
      case TEXT -> 3;
      case TRACE -> 4;
      case LINK -> 5;
      case MESSAGE -> 6;
      case SESSION -> 7;
      case CORRELATION -> 8;
      case INFERRED -> 9;
    };
  }

  static Tie of(Because because) {
    return new Tie(because.edge(), because.value());
  }

  static Tie trace(String id) {
    return new Tie(Edge.TRACE, id);
  }

  static Tie session(String id) {
    return new Tie(Edge.SESSION, id);
  }

  static Tie correlation(String id) {
    return new Tie(Edge.CORRELATION, id);
  }

  static Tie message(String id) {
    return new Tie(Edge.MESSAGE, id);
  }

  static Tie link(String traceId) {
    return new Tie(Edge.LINK, traceId);
  }

  /** All ties of a record but those to persons, the strongest first. */
  static Set<Tie> of(Signal signal) {
    Set<Tie> ties = new LinkedHashSet<>();
    Ids ids = signal.ids();
    if (ids.traceId() != null) {
      ties.add(trace(ids.traceId().hex()));
    }
    if (ids.sessionId() != null) {
      ties.add(session(ids.sessionId()));
    }
    if (ids.previousSessionId() != null) {
      ties.add(session(ids.previousSessionId()));
    }
    if (ids.correlationId() != null) {
      ties.add(correlation(ids.correlationId()));
    }
    ids.messageIds().forEach(id -> ties.add(message(id)));
    if (signal instanceof Span span) {
      span.causes().forEach(link -> ties.add(link(link.traceId().hex())));
    }
    return ties;
  }

  static Set<Tie> of(Row row) {
    if (row.merged().isEmpty()) {
      return of(row.signal());
    }
    Set<Tie> ties = new LinkedHashSet<>();
    row.reports().forEach(report -> ties.addAll(of(report)));
    return ties;
  }

  /** Reads {@code session=s-1}; empty when the kind is none of {@link Edge}. */
  static Optional<Tie> parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      return Optional.empty();
    }
    String kind = text.substring(0, equals).toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(Edge.values())
        .filter(edge -> edge.name().equals(kind))
        .findFirst()
        .map(edge -> new Tie(edge, text.substring(equals + 1)));
  }

  @Override
  public String toString() {
    return edge.name().toLowerCase(Locale.ROOT) + "=" + value;
  }
}
