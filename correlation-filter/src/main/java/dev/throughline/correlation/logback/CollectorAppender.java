package dev.throughline.correlation.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.status.InfoStatus;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.logstash.logback.appender.LogstashTcpSocketAppender;
import org.jspecify.annotations.Nullable;

/**
 * The TCP appender, set so that it never blocks, bounded by the memory of what waits as well as by
 * the number of lines, and quiet about a collector that is away. Once started, its warnings become
 * mere notes in Logback's status: it writes one with a stack trace per attempt, which Spring Boot
 * prints each time and Logback answers with its whole history on stdout. {@link DeliveryListener}
 * says it once, in the application's log. What is wrong in the configuration stays loud.
 */
public final class CollectorAppender extends LogstashTcpSocketAppender {
  /** Once so many wait, no more are taken: a last line each may go beyond. */
  private static final long MAX_BYTES = 16 << 20;

  private static final long AFTER_GRACE_MILLIS = 1_000;

  private final AtomicLong waitingBytes = new AtomicLong();
  private final DeliveryListener delivery = new DeliveryListener();

  /** For Logback's configuration, where each of these may be set otherwise. */
  public CollectorAppender() {
    setRingBufferSize(8192);
    setAppendTimeout(Duration.buildByMilliseconds(0));
    setReconnectionDelay(Duration.buildBySeconds(1));
    setConnectionTimeout(Duration.buildBySeconds(2));
    setWriteTimeout(Duration.buildBySeconds(10));
    setKeepAliveDuration(Duration.buildBySeconds(30));
    setShutdownGracePeriod(Duration.buildBySeconds(2));
    setAddDefaultStatusListener(false);
    addListener(delivery);
    setEventFactory(new Places());
    setEventTranslator((place, sequence, event) -> ((Place) place).take(event));
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (waitingBytes.get() < MAX_BYTES) {
      super.append(event);
    } else {
      fireEventAppendFailed(event, Full.FULL);
    }
  }

  /**
   * Ends soon after the grace period also in front of a collector that takes nothing: by itself the
   * TCP appender would wait another minute for the write that is stuck, longer than Kubernetes lets
   * a process live.
   */
  @Override
  public void stop() {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread impatience = new Thread(() -> hangUpUnless(stopped), "throughline-collector-stop");
    impatience.setDaemon(true);
    impatience.start();
    super.stop();
    stopped.countDown();
  }

  private void hangUpUnless(CountDownLatch stopped) {
    long patience = getShutdownGracePeriod().getMilliseconds() + AFTER_GRACE_MILLIS;
    try {
      if (!stopped.await(patience, TimeUnit.MILLISECONDS)) {
        delivery.hangUp();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void addStatus(Status status) {
    boolean hushed = isStarted() && status.getEffectiveLevel() > Status.INFO;
    super.addStatus(
        hushed ? new InfoStatus(status.getMessage(), this, status.getThrowable()) : status);
  }

  /** A place in the buffer. What it is given it holds until it is sent, dropped or cleared away. */
  private final class Place extends LogEvent<ILoggingEvent> {
    private long bytes;

    /** No event is a sign of life for the connection. */
    void take(@Nullable ILoggingEvent line) {
      event = line;
      if (line != null) {
        bytes = LineWeight.of(line);
        waitingBytes.addAndGet(bytes);
      }
    }

    @Override
    public void recycle() {
      super.recycle();
      waitingBytes.addAndGet(-bytes);
      bytes = 0;
    }
  }

  private final class Places extends LogEventFactory<ILoggingEvent> {
    @Override
    public LogEvent<ILoggingEvent> newInstance() {
      return new Place();
    }
  }

  /** For each line that is dropped, so without a stack trace. */
  private static final class Full extends Exception {
    private static final long serialVersionUID = 1;
    static final Full FULL = new Full();

    Full() {
      super("no room for the line: " + MAX_BYTES + " bytes wait already", null, false, false);
    }
  }
}
