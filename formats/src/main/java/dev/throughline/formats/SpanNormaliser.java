package dev.throughline.formats;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes one span of its draft. */
final class SpanNormaliser {
  private final Draft.OfSpan draft;
  private final Lift lift;
  private final Intake in;
  private final @Nullable TraceId traceId;
  private final @Nullable SpanId spanId;
  private final @Nullable SpanId parent;

  /**
   * @param lift has read the draft's attributes; a span's own ids are never taken from those
   */
  SpanNormaliser(Draft.OfSpan draft, Lift lift, Intake in) {
    this.draft = draft;
    this.lift = lift;
    this.in = in;
    lift.undo(Meaning.TRACE_ID);
    lift.undo(Meaning.SPAN_ID);
    lift.undo(Meaning.TRACE_FLAGS);
    lift.undo(Meaning.EVENT_NAME);
    lift.undo(Meaning.SEQUENCE);
    traceId = TraceId.parse(draft.traceId).orElse(null);
    spanId = SpanId.parse(draft.spanId).orElse(null);
    boolean root = draft.parentSpanId.isEmpty() || draft.parentSpanId.equals("0".repeat(16));
    parent = root ? null : SpanId.parse(draft.parentSpanId).orElse(null);
    if (traceId == null) {
      refuse("trace id", draft.traceId, 32);
    }
    if (spanId == null) {
      refuse("span id", draft.spanId, 16);
    }
    if (!root && parent == null) {
      refuse("parent span id", draft.parentSpanId, 16);
    }
  }

  private void refuse(String what, String sent, int digits) {
    String found = sent.isEmpty() ? "no " + what : what + " of " + sent.length() + " characters";
    draft.refuse(found + ", expected " + digits + " hex digits, not all zero");
  }

  boolean isValid() {
    return draft.problem() == null;
  }

  Signal signal(ContentHash hash, Resource resource, Attributes attributes) {
    Ids ids = lift.ids().traceId(traceId).spanId(spanId).traceFlags(draft.flags).build();
    Span.Kind kind = kind(draft.kind);
    RecordId own = Normaliser.ownId(lift);
    RecordId id =
        own != null ? own : RecordIds.span(hash, ids, kind, resource.serviceName(), draft.start);
    Instant start = Normaliser.first(draft.start, draft.end, in.receivedAt());
    return new Span(
        id,
        start,
        draft.end == null ? start : draft.end,
        in.receivedAt(),
        resource,
        ids,
        parent,
        draft.name,
        kind,
        status(draft.status),
        draft.statusMessage.isEmpty() ? null : draft.statusMessage,
        links(),
        events(start),
        attributes,
        in.origin());
  }

  private static Span.Kind kind(int otlp) {
    return switch (otlp) {
      case 2 -> Span.Kind.SERVER;
      case 3 -> Span.Kind.CLIENT;
      case 4 -> Span.Kind.PRODUCER;
      case 5 -> Span.Kind.CONSUMER;
      default -> Span.Kind.INTERNAL;
    };
  }

  private static Span.Status status(int otlp) {
    return switch (otlp) {
      case 1 -> Span.Status.OK;
      case 2 -> Span.Status.ERROR;
      default -> Span.Status.UNSET;
    };
  }

  private List<Span.Link> links() {
    List<Span.Link> links = new ArrayList<>(draft.links.size());
    for (Draft.OfLink link : draft.links) {
      TraceId trace = TraceId.parse(link.traceId).orElseThrow();
      SpanId span = SpanId.parse(link.spanId).orElseThrow();
      links.add(new Span.Link(trace, span, plain(link)));
    }
    return links;
  }

  private List<Span.Event> events(Instant start) {
    List<Span.Event> events = new ArrayList<>(draft.events.size());
    for (Draft.OfEvent event : draft.events) {
      Instant time = event.time == null ? start : event.time;
      events.add(new Span.Event(time, event.name, plain(event)));
    }
    return events;
  }

  /** Attributes of which none is lifted. */
  private static Attributes plain(Draft draft) {
    Map<String, Object> kept = new TreeMap<>();
    draft.attributes.forEach(
        (key, value) -> {
          if (kept.size() < Draft.MAX_ATTRIBUTES) {
            kept.put(key, value);
          } else {
            draft.droppedAttributes++;
          }
        });
    draft.describeTo(kept);
    return Attributes.of(kept);
  }
}
