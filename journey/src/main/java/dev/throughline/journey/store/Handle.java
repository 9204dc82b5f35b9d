package dev.throughline.journey.store;

import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import java.util.Locale;

/** An exact id by which records are looked up. A handle is data: no store reads it as a query. */
public sealed interface Handle {

  /** Whether a record names this handle; what every store's index must agree with. */
  boolean matches(Signal signal);

  /** All records of a trace. */
  record Trace(TraceId id) implements Handle {
    @Override
    public boolean matches(Signal signal) {
      return id.equals(signal.ids().traceId());
    }
  }

  /** All records that carry a correlation id. */
  record Correlation(String id) implements Handle {
    @Override
    public boolean matches(Signal signal) {
      return id.equals(signal.ids().correlationId());
    }
  }

  /** All records of a session, those of the session that continues it included. */
  record Session(String id) implements Handle {
    @Override
    public boolean matches(Signal signal) {
      return id.equals(signal.ids().sessionId()) || id.equals(signal.ids().previousSessionId());
    }
  }

  /** All records that name a user in one namespace. */
  record User(UserRef user) implements Handle {
    @Override
    public boolean matches(Signal signal) {
      return signal.ids().users().contains(user);
    }
  }

  /** All records in which somebody acted for another ({@code user.actor.id}). */
  record Actor(String id) implements Handle {
    @Override
    public boolean matches(Signal signal) {
      return id.equals(signal.ids().actorId());
    }
  }

  /** All records that produced or consumed a message. */
  record Message(String id) implements Handle {
    @Override
    public boolean matches(Signal signal) {
      return signal.ids().messageIds().contains(id);
    }
  }

  /** The spans that link to a trace. */
  record LinkTo(TraceId id) implements Handle {
    @Override
    public boolean matches(Signal signal) {
      return signal instanceof Span span
          && span.links().stream().anyMatch(link -> link.traceId().equals(id));
    }
  }

  /** One record. */
  record Record(RecordId id) implements Handle {
    @Override
    public boolean matches(Signal signal) {
      return id.equals(signal.recordId());
    }
  }

  /** All records with an attribute of exactly this value, numbers and booleans by their text. */
  record Field(String key, String value) implements Handle {
    @Override
    public boolean matches(Signal signal) {
      return signal.attributes().text(key).filter(value::equals).isPresent();
    }
  }

  /** All log records whose message contains a text, without regard to case. */
  record Text(String words) implements Handle {
    @Override
    public boolean matches(Signal signal) {
      return signal instanceof LogRecord log
          && log.body().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }
  }
}
