package dev.throughline.collector.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * What came in. For every protocol, {@code accepted + refused} is what senders offered; once the
 * queue is empty, {@code accepted} and the dead letters that were replayed equal what the store
 * counts as stored, duplicate and rejected.
 */
public final class IntakeCounters {
  private final MeterRegistry registry;

  /** Why a line of a connection was thrown away. */
  enum Drop {
    TOO_LONG,
    UNREADABLE,
    CUT_SHORT,
    NO_ROOM
  }

  public IntakeCounters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Records that are in the queue. */
  void accepted(String protocol, int records) {
    records(protocol, "accepted").increment(records);
  }

  /** Records that were bad in themselves. */
  void refused(String protocol, int records) {
    records(protocol, "refused").increment(records);
  }

  /** A request and its answer. */
  void answered(String protocol, int status) {
    Counter.builder("throughline.intake.requests")
        .description("Requests by the status they were answered with")
        .tag("protocol", protocol)
        .tag("status", Integer.toString(status))
        .register(registry)
        .increment();
  }

  /** Lines that nobody will see again; their sender cannot be told. */
  void dropped(Drop reason, int lines) {
    Counter.builder("throughline.intake.lines.dropped")
        .description("Lines thrown away on connections that have no answer")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment(lines);
  }

  private Counter records(String protocol, String outcome) {
    return Counter.builder("throughline.intake.records")
        .description("Records offered by senders")
        .tag("protocol", protocol)
        .tag("outcome", outcome)
        .register(registry);
  }
}
