package dev.throughline.formats;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a record that brought none: the same bytes whoever reads the record, whenever and
 * from wherever, so neither receive time nor origin is in it. Changing what is hashed here makes
 * every re-delivery across the change a second record.
 */
final class RecordIds {
  private static final String SPAN = "span/1";
  private static final String LOG = "log/1";

  private RecordIds() {}

  /** Of trace, span, kind, service and start: two halves of a shared Zipkin span stay two. */
  static RecordId span(
      ContentHash hash, Ids ids, Span.Kind kind, String service, @Nullable Instant start) {
    hash.add(SPAN).add(hex(ids.traceId())).add(hex(ids.spanId())).add(kind.name()).add(service);
    hash.add(start == null ? Instant.MIN : start).finish();
    return new RecordId(hash.hex());
  }

  /** Of the whole content, and for the second and later of equals within the request its number. */
  static RecordId log(
      Ordinals ordinals,
      Resource resource,
      Instant time,
      int severityNumber,
      @Nullable String severityText,
      String body,
      @Nullable String eventName,
      @Nullable Long sequence,
      Ids ids,
      Attributes attributes) {
    ContentHash hash = ordinals.hash;
    hash.add(LOG).add(resource.serviceName()).add(resource.instance()).add(time);
    hash.add(severityNumber).add(severityText).add(body).add(eventName);
    hash.add(sequence == null ? 0 : 1).add(sequence == null ? 0L : sequence);
    ids(hash, ids);
    attributes(hash, attributes);
    hash.finish();
    int before = ordinals.next(hash.high(), hash.low());
    if (before > 0) {
      String first = hash.hex();
      hash.add(first).add(before).finish();
    }
    return new RecordId(hash.hex());
  }

  private static void ids(ContentHash hash, Ids ids) {
    hash.add(hex(ids.traceId())).add(hex(ids.spanId()));
    hash.add(ids.traceFlags() == null ? -1 : ids.traceFlags().intValue());
    hash.add(ids.correlationId()).add(ids.sessionId()).add(ids.previousSessionId());
    hash.add(ids.users().size());
    for (UserRef user : ids.users()) {
      hash.add(user.namespace().attribute()).add(user.value());
    }
    hash.add(ids.actorId());
    hash.add(ids.messageIds().size());
    ids.messageIds().forEach(hash::add);
  }

  private static @Nullable String hex(@Nullable TraceId id) {
    return id == null ? null : id.hex();
  }

  private static @Nullable String hex(@Nullable SpanId id) {
    return id == null ? null : id.hex();
  }

  private static void attributes(ContentHash hash, Attributes attributes) {
    hash.add(attributes.asMap().size());
    attributes
        .asMap()
        .forEach(
            (key, value) -> {
              hash.add(key);
              value(hash, value);
            });
  }

  private static void value(ContentHash hash, Object value) {
    switch (value) {
      case String text -> hash.add('s').add(text);
      case Long number -> hash.add('l').add(number.longValue());
      case Double number -> hash.add('d').add(Double.doubleToLongBits(number));
      case Boolean flag -> hash.add('b').add(flag ? 1 : 0);
      case List<?> list -> {
        hash.add('a').add(list.size());
        list.forEach(item -> value(hash, item));
      }
      default -> throw new IllegalStateException("an attribute of " + value.getClass());
    }
  }
}
