package dev.throughline.correlation.matrix;

import dev.throughline.correlation.Correlation;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.MDC;

/**
 * What threads still have of a request that they no longer, or not yet, work for. Each thread it
 * makes is looked at when it ends, which is when its pool does.
 */
public final class Residues implements Runnable, ThreadFactory {
  private final Queue<String> found = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> made = new ConcurrentLinkedQueue<>();
  private final AtomicLong looks = new AtomicLong();

  /** Looks at this thread. */
  @Override
  public void run() {
    looks.incrementAndGet();
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    if (mdc != null && !mdc.isEmpty()) {
      found.add(Thread.currentThread().getName() + " " + mdc);
    }
    Correlation.id().ifPresent(id -> found.add(Thread.currentThread().getName() + " " + id));
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } finally {
                run();
              }
            },
            "looked at");
    thread.setDaemon(true);
    made.add(thread);
    return thread;
  }

  /** How often it has looked. */
  public long looks() {
    return looks.get();
  }

  /** What is found when all threads it made have ended; their pools are closed already. */
  Queue<String> foundInTheEnd() throws InterruptedException {
    for (Thread thread : made) {
      thread.join(60_000);
      if (thread.isAlive()) {
        found.add(thread + " does not end");
      }
    }
    return found;
  }

  public Queue<String> found() {
    return found;
  }
}
