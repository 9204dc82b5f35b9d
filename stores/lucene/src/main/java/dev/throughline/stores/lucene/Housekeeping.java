package dev.throughline.stores.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * What happens beside writing, on one thread of its own: commits, retention, and watching the disk.
 * Knows how far the store is durable.
 */
final class Housekeeping implements AutoCloseable {
  /**
   * How often a store without news says that it has none, so that readers know it is up to date.
   */
  private static final Duration IDLE_COMMIT = Duration.ofSeconds(10);

  private static final Duration RETENTION_CHECK = Duration.ofMinutes(1);

  private final StoreFolder folder;
  private final Partitions partitions;
  private final LuceneOptions options;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("lucene-store").unstarted(work));

  private volatile long written;
  private volatile CommitStamp committed;
  private volatile @Nullable String failure;
  private volatile @Nullable String diskFull;
  private Instant lastRetention = Instant.EPOCH;

  Housekeeping(StoreFolder folder, Partitions partitions, LuceneOptions options)
      throws IOException {
    this.folder = folder;
    this.partitions = partitions;
    this.options = options;
    this.committed = folder.latestStamp();
    this.written = committed.durableThrough();
  }

  void start() throws IOException {
    checkDisk();
    retain();
    long every = options.commitEvery().toNanos();
    thread.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.NANOSECONDS);
  }

  Instant now() {
    return options.clock().instant();
  }

  /** Why nothing can be written, or null. */
  @Nullable String obstacle() {
    return failure != null ? failure : diskFull;
  }

  long durableThrough() {
    return committed.durableThrough();
  }

  /**
   * A sequence below the durable ones: the queue re-delivers, or it started anew at 0. Nobody can
   * tell, so nothing is promised until the next commit.
   */
  void beforeWrite(long through) {
    if (through < written) {
      synchronized (this) {
        written = -1;
        committed = new CommitStamp(committed.round(), -1, committed.asOf());
      }
    }
  }

  void afterWrite(long through) {
    written = through;
  }

  /** Remembers a failure after which the disk's state is unknown; answers with its description. */
  String fail(Exception cause) {
    String reason = "lucene:" + folder.root() + " failed: " + cause.getMessage();
    failure = reason;
    return reason;
  }

  /** The failure since which nothing was written, or null. */
  @Nullable String failure() {
    return failure;
  }

  /** Goes back to what is on the disk for sure; everything else was lost by the failure. */
  synchronized void recover() throws IOException {
    partitions.reopen();
    committed = folder.latestStamp();
    written = committed.durableThrough();
    failure = null;
  }

  private void tick() {
    if (failure != null) {
      return;
    }
    try {
      checkDisk();
      commit();
      retain();
    } catch (IOException | AlreadyClosedException e) {
      fail(e);
    }
  }

  private void checkDisk() throws IOException {
    long free = Files.getFileStore(folder.root()).getUsableSpace();
    diskFull = free >= options.minFreeBytes() ? null : tooLittle(free);
  }

  private String tooLittle(long free) {
    return free
        + " bytes are free under "
        + folder.root()
        + ", expected at least "
        + options.minFreeBytes();
  }

  /** Commits every partition that has news; the last commit speaks for all of them. */
  synchronized void commit() throws IOException {
    Instant now = now();
    long through = written;
    CommitStamp reached = committed.next(through, now);
    List<Partition> uncommitted = partitions.uncommitted();
    if (uncommitted.isEmpty()) {
      commitIdle(reached);
      return;
    }
    for (Partition partition : uncommitted.subList(0, uncommitted.size() - 1)) {
      partition.commit(committed);
    }
    uncommitted.getLast().commit(reached);
    committed = reached;
  }

  private void commitIdle(CommitStamp reached) throws IOException {
    if (Duration.between(committed.asOf(), reached.asOf()).compareTo(IDLE_COMMIT) < 0
        && committed.durableThrough() == reached.durableThrough()) {
      return;
    }
    Optional<Partition> newest = partitions.newest();
    if (newest.isPresent()) {
      newest.get().commit(reached);
    }
    committed = reached;
  }

  private void retain() throws IOException {
    Instant now = now();
    if (Duration.between(lastRetention, now).abs().compareTo(RETENTION_CHECK) < 0) {
      return;
    }
    lastRetention = now;
    expire();
  }

  /** Removes what is older than the retention. */
  synchronized void expire() throws IOException {
    if (!partitions.expire(now().minus(options.retention())).isEmpty()) {
      // The newest stamp may have been in what was removed.
      Optional<Partition> newest = partitions.newest();
      if (newest.isPresent()) {
        newest.get().commit(committed);
      }
    }
  }

  /** Commits what is left and says that nothing more will come, unless there was a failure. */
  @Override
  public void close() throws IOException {
    thread.close();
    if (failure == null) {
      commit();
      Optional<Partition> newest = partitions.newest();
      if (newest.isPresent()) {
        newest.get().commit(committed.next(committed.durableThrough(), CommitStamp.CLOSED));
      }
    }
  }
}
