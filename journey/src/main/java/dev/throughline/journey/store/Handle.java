package dev.throughline.journey.store;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** An exact id by which records are looked up. A handle is data: no store reads it as a query. */
public sealed interface Handle {

  /** Whether a record names this handle; what every store's index must agree with. */
  boolean matches(Signal signal);

  /** What a source must be able to do to find records by this handle. */
  StoreReader.Capability needs();

  /**
   * Every handle by which an index finds this record; {@link Field} and {@link Text} are not among
   * them, since a record has any number of those.
   */
  static Set<Handle> namedBy(Signal signal) {
    Set<Handle> handles = new LinkedHashSet<>();
    Ids ids = signal.ids();
    handles.add(new Record(signal.recordId()));
    if (ids.traceId() != null) {
      handles.add(new Trace(ids.traceId()));
    }
    if (ids.correlationId() != null) {
      handles.add(new Correlation(ids.correlationId()));
    }
    if (ids.sessionId() != null) {
      handles.add(new Session(ids.sessionId()));
    }
    if (ids.previousSessionId() != null) {
      handles.add(new Session(ids.previousSessionId()));
    }
    ids.users().forEach(user -> handles.add(new User(user)));
    if (ids.actorId() != null) {
      handles.add(new Actor(ids.actorId()));
    }
    ids.messageIds().forEach(id -> handles.add(new Message(id)));
    if (signal instanceof Span span) {
      span.causes().forEach(link -> handles.add(new LinkTo(link.traceId())));
    }
    return handles;
  }

  /** All records of a trace. */
  record Trace(TraceId id) implements Handle {
    @Override
    public StoreReader.Capability needs() {
      return StoreReader.Capability.TRACE;
    }

    @Override
    public boolean matches(Signal signal) {
      return id.equals(signal.ids().traceId());
    }
  }

  /** All records that carry a correlation id. */
  record Correlation(String id) implements Handle {
    @Override
    public StoreReader.Capability needs() {
      return StoreReader.Capability.CORRELATION;
    }

    @Override
    public boolean matches(Signal signal) {
      return id.equals(signal.ids().correlationId());
    }
  }

  /** All records of a session, those of the session that continues it included. */
  record Session(String id) implements Handle {
    @Override
    public StoreReader.Capability needs() {
      return StoreReader.Capability.SESSION;
    }

    @Override
    public boolean matches(Signal signal) {
      return id.equals(signal.ids().sessionId()) || id.equals(signal.ids().previousSessionId());
    }
  }

  /** All records that name a user in one namespace. */
  record User(UserRef user) implements Handle {
    @Override
    public StoreReader.Capability needs() {
      return StoreReader.Capability.USER;
    }

    @Override
    public boolean matches(Signal signal) {
      return signal.ids().users().contains(user);
    }
  }

  /** All records in which somebody acted for another ({@code user.actor.id}). */
  record Actor(String id) implements Handle {
    @Override
    public StoreReader.Capability needs() {
      return StoreReader.Capability.ACTOR;
    }

    @Override
    public boolean matches(Signal signal) {
      return id.equals(signal.ids().actorId());
    }
  }

  /** All records that produced or consumed a message. */
  record Message(String id) implements Handle {
    @Override
    public StoreReader.Capability needs() {
      return StoreReader.Capability.MESSAGE;
    }

    @Override
    public boolean matches(Signal signal) {
      return signal.ids().messageIds().contains(id);
    }
  }

  /** The spans that a trace caused, by what their links say. */
  record LinkTo(TraceId id) implements Handle {
    @Override
    public StoreReader.Capability needs() {
      return StoreReader.Capability.LINK;
    }

    @Override
    public boolean matches(Signal signal) {
      return signal instanceof Span span
          && span.causes().stream().anyMatch(link -> link.traceId().equals(id));
    }
  }

  /** One record. */
  record Record(RecordId id) implements Handle {
    @Override
    public StoreReader.Capability needs() {
      return StoreReader.Capability.RECORD;
    }

    @Override
    public boolean matches(Signal signal) {
      return id.equals(signal.recordId());
    }
  }

  /** All records with an attribute of exactly this value, numbers and booleans by their text. */
  record Field(String key, String value) implements Handle {
    @Override
    public StoreReader.Capability needs() {
      return StoreReader.Capability.FIELD;
    }

    @Override
    public boolean matches(Signal signal) {
      return signal.attributes().text(key).filter(value::equals).isPresent();
    }
  }

  /** All log records whose message contains a text, without regard to case. */
  record Text(String words) implements Handle {
    @Override
    public StoreReader.Capability needs() {
      return StoreReader.Capability.TEXT;
    }

    @Override
    public boolean matches(Signal signal) {
      return signal instanceof LogRecord log
          && log.body().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }
  }
}
