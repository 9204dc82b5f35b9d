package dev.throughline.correlation.line;

import dev.throughline.correlation.request.LogDelivery;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Lines to a collector over TCP. 8,192 of them, at most 16 MiB, wait while it is away or slow; what
 * finds no room is dropped and counted. One thread sends, callers never wait. Every line ends in
 * one place: sent, dropped, or still waiting ({@link LogDelivery}).
 */
public final class LineSender {
  private static final int MAX_LINES = 8_192;
  private static final long MAX_BYTES = 16 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
  private static final long BETWEEN_REPORTS = Duration.ofSeconds(1).toNanos();

  private final CollectorAddress address;
  private final @Nullable SSLContext tls;
  private final Listener listener;
  private final Duration patience;
  private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(MAX_LINES);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong told = new AtomicLong();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "throughline-collector");

  /** Opened by the sending thread alone; who takes it away is the one to close it. */
  private final AtomicReference<@Nullable LineConnection> connection = new AtomicReference<>();

  private volatile boolean over;

  // Of the sending thread alone.
  private boolean away;
  private long lastReport = System.nanoTime() - BETWEEN_REPORTS;

  /**
   * A line with its end.
   *
   * @param losses how many lost lines it tells of; 0 for the application's own
   */
  private record Line(byte[] bytes, long losses) {
    static final Line WAKE_UP = new Line(new byte[0], 0);
  }

  /** What an application should hear of, in its own log. Called on the sending thread. */
  public interface Listener {
    /** Said once, until it works again. */
    void collectorIsAway(String address, String reason);

    /**
     * Lines get through again after so many did not. The line that says so comes back by {@link
     * #offerReport}.
     */
    void linesWereDropped(long count);
  }

  /**
   * Not yet started.
   *
   * @param patience how long the collector may take no line while others find no room; then it is
   *     called anew
   */
  LineSender(
      CollectorAddress address, @Nullable SSLContext tls, Listener listener, Duration patience) {
    this.address = address;
    this.patience = patience;
    this.tls = tls;
    this.listener = listener;
    thread.setDaemon(true);
  }

  /**
   * Not yet started, to the collector of the settings.
   *
   * @throws IllegalArgumentException when a setting is not what it should be, and says which
   */
  public static LineSender bySettings(boolean tls, Listener listener) {
    try {
      return new LineSender(
          CollectorAddress.current(), tls ? TlsSettings.context() : null, listener, PATIENCE);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  public void start() {
    LogDelivery.appenderStarted();
    thread.start();
  }

  /** Takes a line with its end, or drops it. */
  public void offer(byte[] line) {
    offer(new Line(line, 0));
  }

  /** Takes a line that tells of losses. It is none of the application's; lost, it is said again. */
  public void offerReport(byte[] line, long losses) {
    offer(new Line(line, losses));
  }

  private void offer(Line line) {
    if (over) {
      drop(line);
      return;
    }
    int size = line.bytes().length;
    boolean room = waitingBytes.addAndGet(size) <= MAX_BYTES && waiting.offer(line);
    if (!room) {
      waitingBytes.addAndGet(-size);
      drop(line);
      endWhatIsStuck();
    } else if (over) {
      dropRest(null); // it came too late: whoever sends may have looked for the last time
    }
  }

  /**
   * Sends what waits, for at most so long; what is left then is dropped. A second call ends at
   * once.
   */
  public void stop(Duration atMost) throws InterruptedException {
    if (!isStopping()) {
      LogDelivery.appenderStopped();
    }
    stopping.countDown();
    waiting.offer(Line.WAKE_UP);
    TimeUnit.MILLISECONDS.timedJoin(thread, atMost.toMillis());
    over = true;
    close(connection.get());
    thread.interrupt();
  }

  private void run() {
    Line line = null;
    try {
      while (line != null || !isStopping() || !waiting.isEmpty()) {
        line = line == null ? waiting.take() : line;
        if (trySend(line)) {
          waitingBytes.addAndGet(-line.bytes().length);
          line = null;
          tellOfLosses();
        } else if (stopping.await(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      }
      finish();
    } catch (InterruptedException e) {
      // Only stop() interrupts, and only at the very end.
    } finally {
      over = true;
      close(connection.get());
      dropRest(line);
    }
  }

  private boolean trySend(Line line) {
    LineConnection old = connection.get();
    try {
      if (line.bytes().length > 0) {
        write(line.bytes(), old == null ? opened() : old);
      }
      if (line.bytes().length > 0 && line.losses() == 0) {
        LogDelivery.lineSent();
      }
      return true;
    } catch (IOException e) {
      return old != null ? trySend(line) : isAway(e); // the end of an old one says nothing yet
    }
  }

  private boolean isAway(IOException reason) {
    if (!away && !over) {
      away = true;
      tell(() -> listener.collectorIsAway(address.toString(), String.valueOf(reason.getMessage())));
    }
    return false;
  }

  private void write(byte[] line, LineConnection open) throws IOException {
    try {
      open.write(line);
    } catch (IOException e) {
      close(open);
      throw e;
    }
  }

  private LineConnection opened() throws IOException {
    endIfOver();
    LineConnection open = LineConnection.open(address, tls);
    connection.set(open);
    endIfOver(); // stop() came meanwhile and found nothing to close
    away = false;
    return open;
  }

  private void endIfOver() throws IOException {
    if (over) {
      close(connection.get());
      throw new IOException("the application is ending");
    }
  }

  /** Lines get through: says how many did not. */
  private void tellOfLosses() {
    long now = System.nanoTime();
    long untold = lost.get() - told.get();
    if (untold > 0 && now - lastReport >= BETWEEN_REPORTS) {
      lastReport = now;
      told.addAndGet(untold);
      tell(() -> listener.linesWereDropped(untold));
    }
  }

  /** One bad appender of the application's must not end the sending. */
  private static void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException | LinkageError e) {
      // It is the application's log that fails: there is nowhere to say so.
    }
  }

  private void endWhatIsStuck() {
    LineConnection open = connection.get();
    if (open != null && open.isWritingFor(patience)) {
      close(open);
    }
  }

  private void finish() throws InterruptedException {
    LineConnection open = connection.get();
    if (open != null) {
      try {
        open.finish();
      } catch (IOException e) {
        // It has ended by itself.
      }
    }
  }

  private void close(@Nullable LineConnection open) {
    if (open != null && connection.compareAndSet(open, null)) {
      try {
        open.close();
      } catch (IOException e) {
        // It is given up anyway.
      }
    }
  }

  private void dropRest(@Nullable Line underWay) {
    if (underWay != null) {
      drop(underWay);
    }
    for (Line line = waiting.poll(); line != null; line = waiting.poll()) {
      drop(line);
    }
  }

  private void drop(Line line) {
    if (line.losses() > 0) {
      told.addAndGet(-line.losses());
    } else if (line.bytes().length > 0) {
      lost.incrementAndGet();
      LogDelivery.lineDropped();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }
}
