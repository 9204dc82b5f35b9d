package dev.throughline.collector.intake;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Severity;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.SignalCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells of every new dead letter by an event of the collector's own, which goes the way of all
 * records: whoever looks into the store, with Kibana for example, sees that something is not in it.
 * The event carries the dead record's ids as attributes and not as ids, so that it is in nobody's
 * journey.
 */
public final class DeadLetterEvents {
  static final String NAME = "throughline.dead_letter";

  private final FrontDoor door;
  private final SignalCodec codec;

  public DeadLetterEvents(FrontDoor door, SignalCodec codec) {
    this.door = door;
    this.codec = codec;
  }

  /** Does not wait; where the queue takes nothing, the letters are on disk all the same. */
  public void tell(List<DeadLetter> letters) {
    List<Signal> events = new ArrayList<>();
    for (DeadLetter letter : letters) {
      event(letter).ifPresent(events::add);
    }
    var unused = door.admit(events);
  }

  /** None of a letter that is such an event itself: that would go on for ever. */
  private Optional<Signal> event(DeadLetter letter) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("dead_letter.id", letter.id().toString());
    attributes.put("dead_letter.reason", letter.reason());
    try {
      Signal dead = codec.decode(letter.record());
      if (dead instanceof LogRecord log && NAME.equals(log.eventName())) {
        return Optional.empty();
      }
      describe(dead, attributes);
    } catch (IllegalArgumentException unreadable) {
      // Its reason says so already.
      return Optional.of(event(letter, "an unreadable record", attributes));
    }
    return Optional.of(
        event(letter, "a record of " + attributes.get("dead_letter.service.name"), attributes));
  }

  private static void describe(Signal dead, Map<String, Object> attributes) {
    attributes.put("dead_letter.service.name", dead.resource().serviceName());
    Ids ids = dead.ids();
    if (ids.traceId() != null) {
      attributes.put("dead_letter.trace.id", ids.traceId().hex());
    }
    if (ids.correlationId() != null) {
      attributes.put("dead_letter.correlation.id", ids.correlationId());
    }
    ids.users()
        .forEach(
            user -> attributes.put("dead_letter." + user.namespace().attribute(), user.value()));
  }

  private static Signal event(DeadLetter letter, String what, Map<String, Object> attributes) {
    return new LogRecord(
        new RecordId("dead-letter-" + letter.id()),
        letter.since(),
        letter.since(),
        Resource.ofService("collector"),
        Ids.NONE,
        Severity.WARN,
        null,
        "the store refused " + what + ": " + letter.reason(),
        NAME,
        null,
        Attributes.of(attributes),
        "collector");
  }
}
