package dev.throughline.collector.intake;

import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.journey.store.SignalCodec;
import dev.throughline.journey.store.StoreWriter;
import dev.throughline.journey.store.WriteResult;
import dev.throughline.journey.store.WriteResult.Answered;
import dev.throughline.journey.store.WriteResult.Duplicate;
import dev.throughline.journey.store.WriteResult.Outcome;
import dev.throughline.journey.store.WriteResult.Rejected;
import dev.throughline.journey.store.WriteResult.Stored;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that takes frames from the queue to the store. It never gives up and never drops:
 * what the store cannot take now is tried again, what it will never take goes to the dead letters,
 * and the queue forgets a frame only when the store says that it survives a crash.
 */
public final class Drain implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Drain.class);
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration CURSOR_EVERY = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final DurableQueue queue;
  private final StoreWriter store;
  private final ReadAhead next;
  private final DeadLetters deadLetters;
  private final Replays replays;
  private final Clock clock;
  private final Duration pause;
  private final Backoff backoff = new Backoff();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("drain").unstarted(this::run);

  private final LongAdder stored = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder retries = new LongAdder();

  /** The last frame that the store has answered for and whose dead letters are on disk. */
  private long written = -1;

  private long advancedAt = System.nanoTime();
  private volatile @Nullable String obstacle;
  private volatile @Nullable Instant workingOn;
  private volatile Progress progress = Progress.NONE;

  /** Before it everything is where no failure of the store can take it away. */
  private Instant safe = Instant.EPOCH;

  public Drain(
      DurableQueue queue,
      StoreWriter store,
      SignalCodec codec,
      DeadLetters deadLetters,
      Replays replays,
      Clock clock) {
    this(queue, store, codec, deadLetters, replays, clock, PAUSE);
  }

  /**
   * @param pause how long to wait before asking again when an operator has to act
   */
  Drain(
      DurableQueue queue,
      StoreWriter store,
      SignalCodec codec,
      DeadLetters deadLetters,
      Replays replays,
      Clock clock,
      Duration pause) {
    this.queue = queue;
    this.store = store;
    this.next = new ReadAhead(queue, codec);
    this.deadLetters = deadLetters;
    this.replays = replays;
    this.clock = clock;
    this.pause = pause;
  }

  public void start() {
    thread.start();
  }

  /** Why nothing gets to the store at the moment, or null. */
  public @Nullable String obstacle() {
    return thread.isAlive() ? obstacle : "the thread that stores records has ended";
  }

  /** The age of the oldest record that is not stored yet; zero when all are. */
  public Duration behind() {
    Instant oldest = workingOn;
    if (oldest == null) {
      return Duration.ZERO;
    }
    Duration age = Duration.between(oldest, clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** How far it has come; of this moment. */
  public Progress progress() {
    return progress;
  }

  public long stored() {
    return stored.sum();
  }

  public long duplicates() {
    return duplicates.sum();
  }

  public long rejected() {
    return rejected.sum();
  }

  public long retries() {
    return retries.sum();
  }

  private void run() {
    while (stopping.getCount() > 0) {
      try {
        step();
      } catch (IOException e) {
        hinder("the queue or the dead letters cannot be read or written: " + e.getMessage(), e);
      } catch (RuntimeException e) {
        // Alive but dead is the worst a collector can be: whatever a store throws, go on trying.
        hinder("the store failed unexpectedly: " + e, e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void hinder(String why, Exception e) {
    if (stopping.getCount() == 0) {
      // Closed under its own feet: what it did not answer for is still in the queue.
      return;
    }
    log.error("{}", why, e);
    obstacle = why;
    // A store that fails may have lost what it took and had not made durable.
    progress = Progress.NONE.reached(clock.instant(), safe);
    try {
      pause(backoff.next().toNanos());
      next.rewind();
    } catch (IOException | InterruptedException again) {
      log.error("the queue cannot be read again from the cursor", again);
    }
  }

  private void step() throws IOException, InterruptedException {
    long forces = queue.forces();
    Instant asked = clock.instant();
    DrainBatch batch = next.take();
    note(batch, asked);
    if (batch.isEmpty()) {
      workingOn = null;
      obstacle = null;
      advance();
      queue.await(forces, IDLE);
    } else {
      workingOn = batch.oldest(clock.instant());
      next.begin();
      deliver(batch);
      advance();
    }
  }

  /**
   * Everything in front of a batch is stored.
   *
   * @param asked just before it was taken
   */
  private void note(DrainBatch batch, Instant asked) {
    Instant upTo = batch.isEmpty() ? asked : batch.received();
    if (upTo != null) {
      progress = progress.reached(clock.instant(), upTo);
    }
    if (batch.isEmpty() && store.durableThrough() >= written) {
      safe = asked;
    }
  }

  /** Returns when the store has answered for every record, or the drain is to end. */
  private void deliver(DrainBatch batch) throws IOException, InterruptedException {
    while (stopping.getCount() > 0) {
      switch (store.write(batch.forStore())) {
        case Answered(List<Outcome> outcomes) -> {
          if (bury(batch.rejected(outcomes, clock.instant()))) {
            replays.arrived(batch.arrived(outcomes));
            count(outcomes);
            written = batch.through();
            backoff.reset();
            obstacle = null;
            return;
          }
          // The whole batch again: by then the store may take what it rejects now.
          hold(
              "the dead letters are full (%,d letters, %,d bytes): drop some, or mend the store"
                  .formatted(deadLetters.count(), deadLetters.bytes()),
              pause);
        }
        case WriteResult.Retry(String reason, Duration after) -> {
          retries.increment();
          hold(reason, after != null ? after : backoff.next());
        }
        case WriteResult.Pause(String reason) -> hold(reason, pause);
      }
    }
  }

  private void hold(String why, Duration howLong) throws IOException, InterruptedException {
    if (!why.equals(obstacle)) {
      log.warn("the store does not take records: {}", why);
    }
    obstacle = why;
    long end = System.nanoTime() + howLong.toNanos();
    long left = howLong.toNanos();
    while (left > 0 && !pause(Math.min(left, CURSOR_EVERY.toNanos()))) {
      // What was stored before may become durable while this waits.
      advance();
      left = end - System.nanoTime();
    }
  }

  /** Whether the drain is to end. */
  private boolean pause(long nanos) throws InterruptedException {
    boolean ended = stopping.await(nanos, TimeUnit.NANOSECONDS);
    if (ended) {
      log.info("ending with records that are queued and not stored yet");
    }
    return ended;
  }

  private void count(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Stored s -> stored.increment();
        case Duplicate d -> duplicates.increment();
        case Rejected r -> rejected.increment();
      }
    }
  }

  /** Whether there was room for them. */
  private boolean bury(List<DeadLetter> letters) throws IOException {
    if (letters.isEmpty()) {
      return true;
    }
    if (!deadLetters.add(letters)) {
      return false;
    }
    replays.rejectedAgain(letters);
    log.warn(
        "{} records to the dead letters, the first: {}",
        letters.size(),
        letters.getFirst().reason());
    return true;
  }

  /**
   * Moves the cursor behind what survives a crash of the store and has its dead letters on disk.
   */
  private void advance() throws IOException {
    long durable = Math.min(store.durableThrough(), written);
    boolean due = System.nanoTime() - advancedAt >= CURSOR_EVERY.toNanos();
    if (durable > queue.doneSequence() && due) {
      advancedAt = System.nanoTime();
      replays.durable(durable);
      queue.done(durable);
    }
  }

  /**
   * Ends after the batch at hand, or without it: a store that does not answer in time is closed.
   * The queue has the batch still.
   */
  @Override
  public void close() {
    stopping.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        if (!thread.join(GRACE)) {
          log.warn("the store does not answer: ending without the batch that it has");
          store.close();
          thread.join();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    next.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
