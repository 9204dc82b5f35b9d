package dev.throughline.collector.queue;

import dev.throughline.collector.queue.Receipt.Reason;
import dev.throughline.collector.queue.Receipt.Refused;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue on disk. {@link #append} may be called by any thread; {@link #poll}, {@link #done} and
 * {@link #rewind} by one thread at a time.
 *
 * <p>A frame is one client request: it is there whole or not at all after a crash. Damage to the
 * files costs the records it hit, counted, with a copy of the bytes in {@code quarantine/}.
 */
public final class DurableQueue implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(DurableQueue.class);

  private final Disk disk;
  private final Path directory;
  private final QueueOptions options;
  private final SegmentLog segments;
  private final Reserve reserve;
  private final GroupCommit commit;
  private SegmentReader reader;

  private DurableQueue(Disk disk, Path directory, QueueOptions options, SegmentLog segments) {
    this.disk = disk;
    this.directory = directory;
    this.options = options;
    this.segments = segments;
    this.reserve = new Reserve(disk, directory, options.reserveBytes());
    this.commit = new GroupCommit(segments, reserve, options.maxWaitingBytes());
    this.reader = segments.reader();
  }

  /**
   * Opens the queue in a folder, or makes a new one.
   *
   * @param atLeast the lowest sequence a new frame may get: one more than what the store says it
   *     has, so that a queue whose files were lost does not hand out sequences a second time
   * @throws IOException when the folder cannot be read or written, or a segment is of a newer
   *     release; damaged content is no reason
   */
  public static DurableQueue open(Path directory, QueueOptions options, long atLeast)
      throws IOException {
    return open(new NioDisk(), directory, options, atLeast);
  }

  static DurableQueue open(Disk disk, Path directory, QueueOptions options, long atLeast)
      throws IOException {
    SegmentLog segments = SegmentLog.open(disk, directory, options.segmentBytes(), atLeast);
    if (segments.isCursorRebuilt()) {
      log.error(
          "the cursor in {} is missing or damaged: everything after {} is delivered again",
          directory,
          segments.doneSequence());
    }
    DurableQueue queue = new DurableQueue(disk, directory, options, segments);
    queue.reserve.restore(options.minFreeBytes());
    queue.commit.start();
    return queue;
  }

  /**
   * Appends a frame.
   *
   * @param records at least one
   * @return completed, never exceptionally, when the frame is on disk or was refused
   */
  public CompletableFuture<Receipt> append(List<byte[]> records) {
    Refused refused = whyNot();
    return refused == null ? commit.append(records) : CompletableFuture.completedFuture(refused);
  }

  /** Why a frame would be refused now, or null. */
  public @Nullable Refused whyNot() {
    if (segments.bytes() >= options.maxBytes()) {
      return new Refused(
          Reason.FULL, "the queue holds its " + options.maxBytes() + " bytes on disk");
    }
    try {
      long usable = disk.usableBytes(directory);
      return usable >= options.minFreeBytes()
          ? null
          : new Refused(
              Reason.FULL,
              "the disk has " + usable + " bytes left, needs " + options.minFreeBytes());
    } catch (IOException e) {
      return new Refused(Reason.FAILED, "the disk cannot be asked for its space");
    }
  }

  /** Changes whenever {@link #poll} may have something new. */
  public long forces() {
    return commit.forces();
  }

  /**
   * Waits for news.
   *
   * @param beyond what {@link #forces} was before the last {@link #poll}
   */
  public void await(long beyond, Duration atMost) throws InterruptedException {
    commit.awaitForce(beyond, atMost);
  }

  /** The next frame that is on disk, or null when there is none yet. */
  public @Nullable Frame poll() throws IOException {
    return reader.next();
  }

  /**
   * Forgets the frames up to a sequence.
   *
   * @throws IOException and they are kept; it may be tried again
   */
  public void done(long sequence) throws IOException {
    segments.done(sequence);
    reserve.restore(2 * options.minFreeBytes());
  }

  /** Makes {@link #poll} begin again with the first frame that is not done. */
  public void rewind() throws IOException {
    reader.close();
    reader = segments.reader();
  }

  /** Whether the thread that writes to the disk is there. */
  public boolean isAlive() {
    return commit.isAlive();
  }

  /** The queue's numbers at this moment. */
  public QueueStats stats() {
    return new QueueStats(
        Math.max(0, segments.nextSequence() - 1 - segments.doneSequence()),
        segments.bytes(),
        commit.waitingBytes(),
        commit.forces(),
        commit.forceNanos(),
        commit.failures(),
        segments.lostRecords(),
        segments.quarantinedBytes(),
        segments.isCursorRebuilt());
  }

  /** The last frame that is done; -1 when there was none. */
  public long doneSequence() {
    return segments.doneSequence();
  }

  /** Forces what was appended, then refuses everything. */
  @Override
  public void close() throws IOException {
    commit.close();
    reader.close();
    segments.close();
  }
}
