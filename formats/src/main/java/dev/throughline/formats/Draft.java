package dev.throughline.formats;

import dev.throughline.journey.model.Severity;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record, or a part of one, as a decoder fills it: open, unchecked, field by field in whatever
 * order the bytes have them. Every decoder ends here and {@link Normaliser} makes the signal, so
 * that the wire formats share all that comes after. Text is cut and repaired, attributes are
 * flattened on their way in.
 */
class Draft {
  /** The longest text of a message or attribute that is kept, in bytes of UTF-8. */
  static final int MAX_TEXT_BYTES = 256 * 1024;

  /** The most attributes of a record, a resource, an event or a link. */
  static final int MAX_ATTRIBUTES = 128;

  /** The longest attribute key, in characters. */
  static final int MAX_KEY_LENGTH = 256;

  /** The most items of a list, events of a span, links of a span. */
  static final int MAX_LIST_ITEMS = 1_024;

  /** The deepest nesting of an attribute's value. */
  static final int MAX_DEPTH = 64;

  /** Flat attributes in the order of their first arrival; the last value of a key wins. */
  final Map<String, Object> attributes = new LinkedHashMap<>();

  long droppedAttributes;

  /** Whether a text, a key or a list was cut. */
  boolean truncated;

  /** Length in bytes of the longest text that was cut, or 0. */
  long originalLength;

  /** Whether a text of the record was repaired. */
  boolean repaired;

  /** Whether the bytes were repaired before they were parsed: then U+FFFD tells which text. */
  boolean sourceRepaired;

  /** Why the record cannot be taken, or null. */
  private @Nullable String problem;

  final @Nullable String problem() {
    return problem;
  }

  /** Says that the record cannot be taken; the first reason stands. */
  final void refuse(String reason) {
    if (problem == null) {
      problem = reason;
    }
  }

  /** Adds an attribute; objects become dotted keys, null is no attribute. */
  final void put(String key, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Map<?, ?> object ->
          object.forEach((name, inner) -> put(key.isEmpty() ? "" + name : key + "." + name, inner));
      case List<?> list -> attributes.put(key(key), list(list));
      default -> attributes.put(key(key), scalar(value));
    }
  }

  private List<Object> list(List<?> list) {
    truncated |= list.size() > MAX_LIST_ITEMS;
    List<Object> items = new ArrayList<>(Math.min(list.size(), MAX_LIST_ITEMS));
    for (Object item : list.subList(0, Math.min(list.size(), MAX_LIST_ITEMS))) {
      boolean complex = item == null || item instanceof Map || item instanceof List;
      items.add(complex ? text(JsonValues.text(item)) : scalar(item));
    }
    return items;
  }

  /** No store has a number for what JSON has none for: it stays text. */
  private Object scalar(Object value) {
    return switch (value) {
      case String text -> text(text);
      case Double number when !Double.isFinite(number) -> number.toString();
      default -> value;
    };
  }

  private String key(String key) {
    if (key.isEmpty()) {
      return "(empty)";
    }
    String text = text(key);
    if (text.length() > MAX_KEY_LENGTH) {
      truncated = true;
      text = Text.cutChars(text, MAX_KEY_LENGTH);
    }
    return text.indexOf('\0') < 0 ? text : text.replace('\0', Text.REPLACEMENT);
  }

  /** The text as it may be kept: well-formed, and not too long. */
  final String text(String raw) {
    String text = WellFormed.text(raw);
    if (text != raw || (sourceRepaired && text.indexOf(Text.REPLACEMENT) >= 0)) {
      repaired = true;
    }
    if (text.length() > MAX_TEXT_BYTES / 3) {
      long bytes = Text.utf8Length(text);
      if (bytes > MAX_TEXT_BYTES) {
        truncated = true;
        originalLength = Math.max(originalLength, bytes);
        return Text.cutBytes(text, MAX_TEXT_BYTES);
      }
    }
    return text;
  }

  /** Adds what was done to the record as attributes. */
  void describeTo(Map<String, Object> described) {
    if (truncated) {
      described.put(Fields.TRUNCATED, true);
    }
    if (originalLength > 0) {
      described.put(Fields.ORIGINAL_LENGTH, originalLength);
    }
    if (repaired) {
      described.put(Fields.TEXT_REPAIRED, true);
    }
    if (droppedAttributes > 0) {
      described.put(Fields.DROPPED_ATTRIBUTES, droppedAttributes);
    }
  }

  /** What spans and log records share. */
  abstract static sealed class OfSignal extends Draft permits OfSpan, OfLog {
    String traceId = "";
    String spanId = "";

    /** W3C trace flags, or null when the sender did not say. */
    @Nullable Integer flags;

    /**
     * OTLP's flags, of which the low eight bits are W3C's; 0 is what a sender says who says none.
     */
    final void flags(int otlp) {
      flags = otlp == 0 ? null : Integer.valueOf(otlp & 0xff);
    }
  }

  /** A span. */
  static final class OfSpan extends OfSignal {
    String parentSpanId = "";
    String traceState = "";
    String name = "";

    /** OTLP's number. */
    int kind;

    /** OTLP's number. */
    int status;

    String statusMessage = "";
    @Nullable Instant start;
    @Nullable Instant end;
    final List<OfEvent> events = new ArrayList<>();
    final List<OfLink> links = new ArrayList<>();
    long droppedEvents;
    long droppedLinks;

    void add(OfEvent event) {
      if (events.size() < MAX_LIST_ITEMS) {
        events.add(event);
      } else {
        droppedEvents++;
      }
    }

    /** A link to nowhere is left out and counted. */
    void add(OfLink link) {
      boolean leads =
          TraceId.parse(link.traceId).isPresent() && SpanId.parse(link.spanId).isPresent();
      if (leads && links.size() < MAX_LIST_ITEMS) {
        links.add(link);
      } else {
        droppedLinks++;
      }
    }

    @Override
    void describeTo(Map<String, Object> described) {
      super.describeTo(described);
      if (!traceState.isEmpty()) {
        described.put(Fields.TRACE_STATE, text(traceState));
      }
      if (droppedEvents > 0) {
        described.put(Fields.DROPPED_EVENTS, droppedEvents);
      }
      if (droppedLinks > 0) {
        described.put(Fields.DROPPED_LINKS, droppedLinks);
      }
    }
  }

  /** A span's event. */
  static final class OfEvent extends Draft {
    @Nullable Instant time;
    String name = "";
  }

  /** A span's link. */
  static final class OfLink extends Draft {
    String traceId = "";
    String spanId = "";
  }

  /** A log record or event. */
  static final class OfLog extends OfSignal {
    @Nullable Instant time;
    @Nullable Instant observed;
    int severityNumber;
    @Nullable String severityText;
    String body = "";
    String eventName = "";

    /** OTLP's number; what is out of its range is unknown. */
    void severity(int number) {
      severityNumber = number < 0 || number > Severity.MAX ? 0 : number;
    }

    void severityText(String text) {
      severityText = text.isEmpty() ? null : text(text);
    }

    /** A structured body is its JSON text. */
    void body(@Nullable Object value) {
      body =
          switch (value) {
            case null -> "";
            case Map<?, ?> object -> text(JsonValues.text(object));
            case List<?> list -> text(JsonValues.text(list));
            default -> text(value.toString());
          };
    }
  }

  /** An instrumentation scope. */
  static final class OfScope extends Draft {
    String name = "";
    String version = "";
  }
}
