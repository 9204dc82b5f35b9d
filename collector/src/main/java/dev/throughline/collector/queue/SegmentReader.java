package dev.throughline.collector.queue;

import dev.throughline.collector.queue.Disk.DiskFile;
import dev.throughline.collector.queue.SegmentScanner.Damage;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames in order. Damage inside a frame costs the records it hit; a frame that its segment's
 * end cuts short was never acknowledged and is dropped whole. Either way the bytes are set aside.
 */
final class SegmentReader implements Closeable {
  private final Disk disk;
  private final NavigableMap<Long, Segment> segments;
  private final Quarantine quarantine;
  private final LongAdder lostRecords;

  private @Nullable Open open;
  private long last;
  private long lastSegment = -1;

  /** The segment being read. */
  private record Open(Segment segment, DiskFile file, SegmentScanner scanner, FrameBuilder frame) {}

  SegmentReader(
      Disk disk,
      NavigableMap<Long, Segment> segments,
      Quarantine quarantine,
      LongAdder lostRecords,
      long after) {
    this.disk = disk;
    this.segments = segments;
    this.quarantine = quarantine;
    this.lostRecords = lostRecords;
    this.last = after;
    Long start = segments.floorKey(after + 1);
    lastSegment = start == null ? -1 : start - 1;
  }

  /** The next frame that is on disk, or null when there is none yet. */
  @Nullable Frame next() throws IOException {
    while (true) {
      Open current = open != null ? open : openNext();
      if (current == null) {
        return null;
      }
      // Asked before the limit is: a segment that has ended by then does not grow afterwards.
      boolean ended = !current.segment.isGrowing();
      current.scanner.extendTo(current.segment.readableBytes());
      Frame frame = nextIn(current);
      if (frame != null) {
        return frame;
      }
      if (!ended) {
        return null;
      }
      closeSegment();
    }
  }

  private @Nullable Open openNext() throws IOException {
    Map.Entry<Long, Segment> next = segments.higherEntry(lastSegment);
    if (next == null) {
      return null;
    }
    Segment segment = next.getValue();
    DiskFile file = disk.open(segment.file());
    SegmentScanner scanner =
        new SegmentScanner(
            file,
            Math.min(SegmentFormat.HEADER_BYTES, segment.readableBytes()),
            segment.readableBytes());
    open = new Open(segment, file, scanner, new FrameBuilder());
    lastSegment = segment.firstSequence();
    return open;
  }

  private @Nullable Frame nextIn(Open current) throws IOException {
    while (true) {
      Frame frame = current.frame.takeComplete();
      if (frame == null) {
        SegmentScanner.Item item = current.scanner.next();
        switch (item) {
          case null -> {
            frame = atLimit(current);
            if (frame == null) {
              return null;
            }
          }
          case Damage damage -> keep(current, damage);
          case Entry entry -> current.frame.add(entry);
        }
      }
      if (frame != null && frame.sequence() > last) {
        countLost(current.segment, frame);
        last = frame.sequence();
        return frame;
      }
    }
  }

  /** A sequence that is missing between two of a segment was a frame of at least one record. */
  private void countLost(Segment segment, Frame frame) {
    long expected = Math.max(last + 1, segment.firstSequence());
    lostRecords.add(frame.lost() + Math.max(0, frame.sequence() - expected));
  }

  private @Nullable Frame atLimit(Open current) {
    long limit = current.segment.readableBytes();
    if (current.frame.isEmpty()) {
      return null;
    }
    if (current.frame.end() > limit) {
      keep(current, current.frame.start(), limit, "a request that was never finished");
      current.frame.clear();
      return null;
    }
    return current.frame.take();
  }

  private void keep(Open current, Damage damage) {
    keep(current, damage.from(), damage.to(), "damaged");
  }

  private void keep(Open current, long from, long to, String why) {
    quarantine.keep(current.segment, current.file, from, to, why);
  }

  private void closeSegment() throws IOException {
    Open current = open;
    if (current != null) {
      open = null;
      current.file.close();
    }
  }

  @Override
  public void close() throws IOException {
    closeSegment();
  }
}
