package dev.throughline.formats;

import dev.throughline.formats.Meaning.Part;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes signals of drafts: lifts the ids out of the attributes, holds the limits, gives every
 * record its id. The one place where all wire formats become the model. One per request; not
 * thread-safe.
 */
final class Normaliser {
  private static final String SCOPE_PREFIX = "otel.scope.";

  private final Intake in;
  private final Ordinals ordinals;
  private final Lift lift;

  Normaliser(Intake in, Ordinals ordinals) {
    this.in = in;
    this.ordinals = ordinals;
    this.lift = ordinals.lift;
  }

  /** Who wrote the records of an OTLP batch. */
  Resource resource(Draft draft) {
    lift.read(draft.attributes, Part.RESOURCE);
    return lift.resource(attributes(draft, Map.of()));
  }

  /** An instrumentation scope as the attributes that it adds to each of its records. */
  static Map<String, Object> scope(Draft.OfScope draft) {
    Map<String, Object> scope = new TreeMap<>();
    draft.attributes.forEach((key, value) -> scope.put(SCOPE_PREFIX + key, value));
    if (!draft.name.isEmpty()) {
      scope.put(Fields.SCOPE_NAME, draft.text(draft.name));
    }
    if (!draft.version.isEmpty()) {
      scope.put(Fields.SCOPE_VERSION, draft.text(draft.version));
    }
    return scope;
  }

  /** An OTLP span, or null when it cannot be taken: then the draft says why. */
  @Nullable Signal span(Draft.OfSpan draft, Resource resource, Map<String, Object> scope) {
    lift.read(draft.attributes, Part.IDS);
    SpanNormaliser span = new SpanNormaliser(draft, lift, in);
    if (!span.isValid()) {
      return null;
    }
    return span.signal(ordinals.hash, resource, attributes(draft, scope));
  }

  /** An OTLP log record, or null when it cannot be taken: then the draft says why. */
  @Nullable Signal log(Draft.OfLog draft, Resource resource, Map<String, Object> scope) {
    if (draft.problem() != null) {
      return null;
    }
    lift.read(draft.attributes, Part.IDS);
    LogNormaliser log = new LogNormaliser(draft, lift, in);
    log.takeOtlpIds();
    return log.signal(ordinals, resource, attributes(draft, scope));
  }

  /** A log line whose fields are all attributes still. */
  Signal line(Draft.OfLog draft) {
    int parts = Part.IDS | Part.RESOURCE | Part.LINE;
    lift.read(draft.attributes, isOfNode(draft) ? parts | Part.NODE : parts);
    LogNormaliser log = new LogNormaliser(draft, lift, in);
    log.takeLineFields();
    Attributes attributes = attributes(draft, Map.of());
    return log.signal(ordinals, lift.resource(Attributes.EMPTY), attributes);
  }

  /** Pino and bunyan: a numeric level, or, where that was set to text, their three other fields. */
  private static boolean isOfNode(Draft.OfLog line) {
    return line.attributes.get("level") instanceof Long
        || (line.attributes.get("pid") instanceof Long && line.attributes.containsKey("hostname"));
  }

  /**
   * What the lifting left, the first {@link Draft#MAX_ATTRIBUTES} of it, and what was done to it.
   */
  private Attributes attributes(Draft draft, Map<String, Object> scope) {
    Map<String, Object> kept = new LinkedHashMap<>();
    int index = 0;
    for (Map.Entry<String, Object> field : draft.attributes.entrySet()) {
      String name = lift.attribute(index++, field.getKey(), field.getValue());
      if (name != null) {
        keep(draft, kept, name, field.getValue());
      }
    }
    scope.forEach(kept::putIfAbsent);
    draft.describeTo(kept);
    return Attributes.of(kept);
  }

  private static void keep(Draft draft, Map<String, Object> kept, String name, Object value) {
    if (kept.size() >= Draft.MAX_ATTRIBUTES && !kept.containsKey(name)) {
      draft.droppedAttributes++;
    } else {
      kept.putIfAbsent(name, value);
    }
  }

  /** The client's own id, else what the content says. */
  static @Nullable RecordId ownId(Lift lift) {
    String uid = lift.text(Meaning.RECORD_UID);
    return uid == null ? null : new RecordId(uid);
  }

  /** The first time that is known. */
  static Instant first(@Nullable Instant wanted, @Nullable Instant next, Instant last) {
    if (wanted != null) {
      return wanted;
    }
    return next != null ? next : last;
  }
}
