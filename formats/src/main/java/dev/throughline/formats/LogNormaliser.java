package dev.throughline.formats;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Severity;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes one log record of its draft, whether it came as OTLP or as a line. */
final class LogNormaliser {
  private final Draft.OfLog draft;
  private final Lift lift;
  private final Intake in;
  private @Nullable TraceId traceId;
  private @Nullable SpanId spanId;
  private @Nullable Integer flags;

  /**
   * @param lift has read the draft's attributes
   */
  LogNormaliser(Draft.OfLog draft, Lift lift, Intake in) {
    this.draft = draft;
    this.lift = lift;
    this.in = in;
    traceId = (TraceId) lift.get(Meaning.TRACE_ID);
    spanId = (SpanId) lift.get(Meaning.SPAN_ID);
    flags = (Integer) lift.get(Meaning.TRACE_FLAGS);
  }

  /**
   * Takes the ids of OTLP's own fields before those of an MDC. An id that is none does not cost the
   * record: "the receivers should assume that the log record is not associated with a trace"
   * (opentelemetry-proto, logs.proto). What was sent stays readable as an attribute.
   */
  void takeOtlpIds() {
    TraceId ownTrace = TraceId.parse(draft.traceId).orElse(null);
    if (ownTrace != null) {
      if (!ownTrace.equals(traceId)) {
        lift.undo(Meaning.TRACE_ID);
        lift.undo(Meaning.SPAN_ID);
        spanId = null;
      }
      traceId = ownTrace;
    } else if (isWrong(draft.traceId)) {
      draft.put(Fields.INVALID_TRACE_ID, draft.traceId);
    }
    SpanId ownSpan = SpanId.parse(draft.spanId).orElse(null);
    if (ownSpan != null) {
      if (!ownSpan.equals(spanId)) {
        lift.undo(Meaning.SPAN_ID);
      }
      spanId = ownSpan;
    } else if (isWrong(draft.spanId)) {
      draft.put(Fields.INVALID_SPAN_ID, draft.spanId);
    }
    if (draft.flags != null) {
      flags = draft.flags;
    }
  }

  /** All zero is how some senders say "none". */
  private static boolean isWrong(String id) {
    return id.chars().anyMatch(c -> c != '0');
  }

  /** Takes time, level and message out of a line's fields. */
  void takeLineFields() {
    takeTime();
    takeLevel();
    draft.body = lift.text(Meaning.MESSAGE, "");
  }

  private void takeTime() {
    Object sent = lift.get(Meaning.TIME);
    Instant time = sent == null ? null : EpochTime.ofField(sent);
    if (time == null) {
      lift.undo(Meaning.TIME);
    }
    draft.time = time;
  }

  private void takeLevel() {
    Object level = lift.get(Meaning.LEVEL);
    if (level instanceof String || level instanceof Long) {
      draft.severityText = level.toString();
      draft.severityNumber = Levels.number(level);
    } else {
      lift.undo(Meaning.LEVEL);
    }
    Object number = lift.get(Meaning.SEVERITY_NUMBER);
    if (number instanceof Long severity && severity >= 1 && severity <= Severity.MAX) {
      draft.severityNumber = severity.intValue();
    } else {
      lift.undo(Meaning.SEVERITY_NUMBER);
    }
  }

  LogRecord signal(Ordinals ordinals, Resource resource, Attributes attributes) {
    Ids ids = lift.ids().traceId(traceId).spanId(spanId).traceFlags(flags).build();
    String lifted = lift.text(Meaning.EVENT_NAME);
    String eventName = draft.eventName.isEmpty() ? lifted : draft.eventName;
    Long sequence = (Long) lift.get(Meaning.SEQUENCE);
    Instant time = Normaliser.first(draft.time, draft.observed, in.receivedAt());
    RecordId own = Normaliser.ownId(lift);
    return new LogRecord(
        own != null
            ? own
            : recordId(ordinals, resource, time, eventName, sequence, ids, attributes),
        time,
        in.receivedAt(),
        resource,
        ids,
        draft.severityNumber,
        draft.severityText,
        draft.body,
        eventName,
        sequence,
        attributes,
        in.origin());
  }

  private RecordId recordId(
      Ordinals ordinals,
      Resource resource,
      Instant time,
      @Nullable String eventName,
      @Nullable Long sequence,
      Ids ids,
      Attributes attributes) {
    return RecordIds.log(
        ordinals,
        resource,
        time,
        draft.severityNumber,
        draft.severityText,
        draft.body,
        eventName,
        sequence,
        ids,
        attributes);
  }
}
