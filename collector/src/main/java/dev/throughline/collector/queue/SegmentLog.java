package dev.throughline.collector.queue;

import dev.throughline.collector.queue.Disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames in a folder of segments. A segment that was written once is never written again: a start
 * begins a new one, and so does an error, because after a failed {@code fsync} the kernel may call
 * pages clean that never reached the disk.
 *
 * <p>One thread appends and forces, one thread reads and says what is done.
 */
final class SegmentLog implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(SegmentLog.class);
  private static final String QUARANTINE = "quarantine";

  private final Disk disk;
  private final Path directory;
  private final long segmentBytes;
  private final Cursor cursor;
  private final Quarantine quarantine;
  private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
  private final LongAdder lostRecords = new LongAdder();

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(SegmentWriter.BUFFER_BYTES);

  private @Nullable SegmentWriter writer;
  private volatile long nextSequence;
  private volatile long done;
  private volatile boolean cursorRebuilt;

  private SegmentLog(Disk disk, Path directory, long segmentBytes) {
    this.disk = disk;
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    this.cursor = new Cursor(disk, directory);
    this.quarantine = new Quarantine(disk, directory.resolve(QUARANTINE));
  }

  /**
   * Opens the folder, or makes it.
   *
   * @param segmentBytes a segment that has reached this size is not appended to
   * @param atLeast no new frame gets a lower sequence, whatever the folder says
   * @throws IOException also when a segment is of a newer version, which is then named
   */
  static SegmentLog open(Disk disk, Path directory, long segmentBytes, long atLeast)
      throws IOException {
    disk.createDirectories(directory);
    SegmentLog opened = new SegmentLog(disk, directory, segmentBytes);
    opened.recover(atLeast);
    return opened;
  }

  private void recover(long atLeast) throws IOException {
    for (String name : disk.list(directory)) {
      OptionalLong first = SegmentFormat.firstSequence(name);
      if (first.isPresent() && disk.isFile(directory.resolve(name))) {
        segments.put(first.getAsLong(), found(first.getAsLong(), directory.resolve(name)));
      } else if (!isOurs(name)) {
        log.warn("{} is not part of the queue and stays where it is", directory.resolve(name));
      }
    }
    long oldest = segments.isEmpty() ? atLeast : segments.firstKey();
    OptionalLong saved = cursor.load();
    done = saved.orElse(oldest - 1);
    cursorRebuilt = saved.isEmpty() && !segments.isEmpty();
    nextSequence = Math.max(Math.max(atLeast, done + 1), newestSequence() + 1);
  }

  private static boolean isOurs(String name) {
    return name.equals(Cursor.NAME)
        || name.equals(Cursor.TEMPORARY_NAME)
        || name.equals(Reserve.NAME)
        || name.equals(QUARANTINE);
  }

  private Segment found(long first, Path path) throws IOException {
    try (DiskFile file = disk.open(path)) {
      ByteBuffer header = ByteBuffer.allocate(SegmentFormat.HEADER_BYTES);
      file.read(header, 0);
      OptionalLong version = SegmentFormat.version(header.flip());
      if (version.isPresent() && version.getAsLong() != SegmentFormat.VERSION) {
        throw new IOException(
            path
                + " has format "
                + version.getAsLong()
                + ", expected "
                + SegmentFormat.VERSION
                + ": it is of a newer release; start that one, or move the file away");
      }
      if (version.isEmpty()) {
        log.warn(
            "{} ({} bytes) does not begin like a segment: reading what can be read",
            path,
            file.size());
      }
      return new Segment(first, path, file.size(), false);
    }
  }

  /** Only the newest segment can hold sequences that no file name tells. */
  private long newestSequence() throws IOException {
    Map.Entry<Long, Segment> newest = segments.lastEntry();
    if (newest == null) {
      return -1;
    }
    long last = newest.getKey();
    try (DiskFile file = disk.open(newest.getValue().file())) {
      SegmentScanner scanner =
          new SegmentScanner(file, SegmentFormat.HEADER_BYTES, newest.getValue().readableBytes());
      for (var item = scanner.next(); item != null; item = scanner.next()) {
        last = item instanceof Entry entry ? Math.max(last, entry.sequence()) : last;
      }
    }
    return last;
  }

  /**
   * Appends a frame, not yet forced.
   *
   * @return its sequence
   * @throws IOException and the segment is sealed: what was not forced before is not to be relied
   *     on
   */
  long append(List<byte[]> records) throws IOException {
    long sequence = nextSequence++;
    try {
      writerFor(sequence).append(sequence, records);
      return sequence;
    } catch (IOException e) {
      abandon();
      throw e;
    }
  }

  /**
   * Returns when every appended frame survives a power loss; only then can they be read.
   *
   * @throws IOException as {@link #append}
   */
  void force() throws IOException {
    SegmentWriter current = writer;
    if (current == null) {
      return;
    }
    try {
      current.force();
    } catch (IOException e) {
      abandon();
      throw e;
    }
    segments.lastEntry().getValue().readableTo(current.bytes());
  }

  private SegmentWriter writerFor(long sequence) throws IOException {
    SegmentWriter current = writer;
    if (current != null && current.bytes() < segmentBytes) {
      return current;
    }
    if (current != null) {
      force();
      writer = null;
      current.close();
    }
    SegmentWriter next = begin(sequence);
    writer = next;
    return next;
  }

  private SegmentWriter begin(long sequence) throws IOException {
    Path path = directory.resolve(SegmentFormat.name(sequence));
    DiskFile file = disk.create(path);
    try {
      SegmentWriter begun = SegmentWriter.begin(file, buffer);
      disk.forceDirectory(directory);
      Map.Entry<Long, Segment> previous = segments.lastEntry();
      segments.put(sequence, new Segment(sequence, path, begun.bytes(), true));
      if (previous != null) {
        previous.getValue().seal();
      }
      return begun;
    } catch (IOException e) {
      file.close();
      disk.delete(path);
      throw e;
    }
  }

  /** Never writes to the current segment again; keeps what was forced. */
  private void abandon() {
    SegmentWriter current = writer;
    if (current == null) {
      return;
    }
    writer = null;
    Segment segment = segments.lastEntry().getValue();
    segment.seal();
    try {
      current.close();
      if (segment.readableBytes() <= SegmentFormat.HEADER_BYTES) {
        segments.remove(segment.firstSequence());
        disk.delete(segment.file());
      }
    } catch (IOException e) {
      log.warn("{} could not be closed", segment.file(), e);
    }
  }

  /** A reader from the first frame that is not done; of use to one thread. */
  SegmentReader reader() {
    return readerAfter(done);
  }

  /** A reader from the first frame behind a sequence that is still there. */
  SegmentReader readerAfter(long sequence) {
    return new SegmentReader(disk, segments, quarantine, lostRecords, sequence);
  }

  /**
   * Nobody needs the frames up to a sequence any more. The cursor is on disk before a segment is
   * deleted: the other way round, a crash between the two would leave a cursor into nothing.
   */
  void done(long sequence) throws IOException {
    if (sequence > done) {
      cursor.save(sequence);
      done = sequence;
    }
    for (Segment segment : segments.headMap(sequence, true).values()) {
      Long next = segments.higherKey(segment.firstSequence());
      if (next != null && next <= sequence + 1) {
        segments.remove(segment.firstSequence());
        disk.delete(segment.file());
      }
    }
  }

  long nextSequence() {
    return nextSequence;
  }

  /** The last frame that nobody needs any more; -1 when there was none. */
  long doneSequence() {
    return done;
  }

  int segmentCount() {
    return segments.size();
  }

  /** The last sequence that lies in the oldest segment, or may. */
  long oldestEnd() {
    return endOfSegmentWith(segments.firstKey());
  }

  /** The last sequence that lies in the same segment, or may. */
  long endOfSegmentWith(long sequence) {
    Long next = segments.higherKey(sequence);
    return next == null ? Long.MAX_VALUE : next - 1;
  }

  /** Bytes in the folder's segments. */
  long bytes() {
    return segments.values().stream().mapToLong(Segment::readableBytes).sum();
  }

  /** Records that damage has cost, as far as the reader has come. */
  long lostRecords() {
    return lostRecords.sum();
  }

  long quarantinedBytes() {
    return quarantine.bytes();
  }

  boolean isCursorRebuilt() {
    return cursorRebuilt;
  }

  @Override
  public void close() throws IOException {
    SegmentWriter current = writer;
    if (current != null) {
      force();
      writer = null;
      current.close();
    }
  }
}
