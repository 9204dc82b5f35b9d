package dev.throughline.collector.queue;

import dev.throughline.collector.queue.Receipt.Durable;
import dev.throughline.collector.queue.Receipt.Reason;
import dev.throughline.collector.queue.Receipt.Refused;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that appends what waits, up to a mebibyte, forces the disk once for all of it, and
 * then answers. It never waits for company: those who come during one force make the next group, so
 * groups grow by themselves exactly when the disk is the slow part.
 */
final class GroupCommit implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
  private static final long GROUP_BYTES = 1024 * 1024;

  private final SegmentLog segments;
  private final Reserve reserve;
  private final long maxWaitingBytes;
  private final Thread thread = Thread.ofPlatform().name("queue-writer").unstarted(this::run);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition forced = lock.newCondition();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean closed;

  private final AtomicLong forces = new AtomicLong();
  private final AtomicLong forceNanos = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  private record Waiting(List<byte[]> records, long bytes, CompletableFuture<Receipt> receipt) {}

  GroupCommit(SegmentLog segments, Reserve reserve, long maxWaitingBytes) {
    this.segments = segments;
    this.reserve = reserve;
    this.maxWaitingBytes = maxWaitingBytes;
  }

  void start() {
    thread.start();
  }

  CompletableFuture<Receipt> append(List<byte[]> records) {
    if (records.isEmpty()) {
      throw new IllegalArgumentException("a frame of no records, expected at least 1");
    }
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    long bytes = SegmentWriter.frameBytes(records);
    lock.lock();
    try {
      if (closed) {
        receipt.complete(new Refused(Reason.CLOSED, "the queue is closed"));
      } else if (waitingBytes > 0 && waitingBytes + bytes > maxWaitingBytes) {
        receipt.complete(
            new Refused(Reason.BUSY, waitingBytes + " bytes wait for the disk already"));
      } else {
        waitingBytes += bytes;
        waiting.add(new Waiting(List.copyOf(records), bytes, receipt));
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
    return receipt;
  }

  private void run() {
    for (List<Waiting> group = take(); !group.isEmpty(); group = take()) {
      commit(group);
    }
  }

  /** The next group; empty when closed and nothing waits any more. */
  private List<Waiting> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        arrived.awaitUninterruptibly();
      }
      List<Waiting> group = new ArrayList<>();
      long bytes = 0;
      while (!waiting.isEmpty() && bytes < GROUP_BYTES) {
        Waiting next = waiting.remove();
        bytes += next.bytes;
        group.add(next);
      }
      return group;
    } finally {
      lock.unlock();
    }
  }

  private void commit(List<Waiting> group) {
    List<Receipt> receipts = write(group);
    // Before the answers, so that who has one finds the room that its frame took.
    release(group.stream().mapToLong(Waiting::bytes).sum());
    for (int i = 0; i < group.size(); i++) {
      group.get(i).receipt.complete(receipts.get(i));
    }
  }

  private List<Receipt> write(List<Waiting> group) {
    List<Receipt> receipts = new ArrayList<>(group.size());
    try {
      for (Waiting frame : group) {
        receipts.add(new Durable(segments.append(frame.records)));
      }
      force();
      return receipts;
    } catch (IOException e) {
      failures.incrementAndGet();
      log.error("{} requests could not be written to the queue", group.size(), e);
      reserve.release();
      Receipt refused = new Refused(Reason.FAILED, "the queue could not be written to disk");
      return Collections.nCopies(group.size(), refused);
    }
  }

  private void force() throws IOException {
    long start = System.nanoTime();
    segments.force();
    forceNanos.addAndGet(System.nanoTime() - start);
    forces.incrementAndGet();
  }

  /** Returns when more was forced than so often, or the time is over. */
  void awaitForce(long beyond, Duration atMost) throws InterruptedException {
    long nanos = atMost.toNanos();
    lock.lock();
    try {
      while (forces.get() <= beyond && nanos > 0) {
        nanos = forced.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private void release(long bytes) {
    lock.lock();
    try {
      waitingBytes -= bytes;
      forced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long waitingBytes() {
    lock.lock();
    try {
      return waitingBytes;
    } finally {
      lock.unlock();
    }
  }

  long forces() {
    return forces.get();
  }

  long forceNanos() {
    return forceNanos.get();
  }

  long failures() {
    return failures.get();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** Writes what waits, then ends the thread. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
