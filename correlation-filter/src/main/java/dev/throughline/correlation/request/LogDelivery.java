package dev.throughline.correlation.request;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way of log lines to a collector, as its appenders report it. An equation tells its health:
 * lines written = lines sent + lines dropped + lines still in the appender's ring buffer. The lines
 * by which an appender itself reports its losses are none of these.
 */
public final class LogDelivery {
  private static final AtomicInteger APPENDERS = new AtomicInteger();
  private static final AtomicLong SENT = new AtomicLong();
  private static final AtomicLong DROPPED = new AtomicLong();

  /** Whether log lines have a way to a collector. */
  public static boolean isSetUp() {
    return APPENDERS.get() > 0;
  }

  /** Lines handed to the collector's connection since the start. */
  public static long sent() {
    return SENT.get();
  }

  /** Lines lost since the start: the buffer was full or the connection broke. */
  public static long dropped() {
    return DROPPED.get();
  }

  public static void appenderStarted() {
    APPENDERS.incrementAndGet();
  }

  public static void appenderStopped() {
    APPENDERS.decrementAndGet();
  }

  public static void lineSent() {
    SENT.incrementAndGet();
  }

  public static void lineDropped() {
    DROPPED.incrementAndGet();
  }

  private LogDelivery() {}
}
