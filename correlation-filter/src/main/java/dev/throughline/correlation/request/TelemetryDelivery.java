package dev.throughline.correlation.request;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The way of spans and events to a collector, as a {@link TelemetryStarter}'s SDK reports it.
 * Counts since the start of the process; safe from any thread.
 */
public final class TelemetryDelivery {
  private static final AtomicLong SPANS = new AtomicLong();
  private static final AtomicLong EVENTS = new AtomicLong();

  public static long droppedSpans() {
    return SPANS.get();
  }

  public static long droppedEvents() {
    return EVENTS.get();
  }

  public static void spansDropped(long many) {
    SPANS.addAndGet(many);
  }

  public static void eventsDropped(long many) {
    EVENTS.addAndGet(many);
  }

  private TelemetryDelivery() {}
}
