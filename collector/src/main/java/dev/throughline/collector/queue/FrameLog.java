package dev.throughline.collector.queue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames that are kept: the queue's files without its threads. For one thread that appends; any may
 * read.
 */
public final class FrameLog implements Closeable {
  private static final long SEGMENT_BYTES = 16L * 1024 * 1024;

  private final SegmentLog segments;

  private FrameLog(SegmentLog segments) {
    this.segments = segments;
  }

  /**
   * @throws IOException as {@link DurableQueue#open}
   */
  public static FrameLog open(Path directory) throws IOException {
    return new FrameLog(SegmentLog.open(new NioDisk(), directory, SEGMENT_BYTES, 0));
  }

  /** Returns when the frames survive a power loss. */
  public void append(List<List<byte[]>> frames) throws IOException {
    for (List<byte[]> frame : frames) {
      segments.append(frame);
    }
    segments.force();
  }

  /** Bytes on disk. */
  public long bytes() {
    return segments.bytes();
  }

  /** What does something with a frame and says whether it wants more. */
  public interface Visitor {
    boolean visit(Frame frame) throws IOException;
  }

  /** Shows all frames, the oldest first, until the visitor has enough. */
  public void read(Visitor visitor) throws IOException {
    try (SegmentReader reader = segments.reader()) {
      @Nullable Frame frame = reader.next();
      while (frame != null && visitor.visit(frame)) {
        frame = reader.next();
      }
    }
  }

  @Override
  public void close() throws IOException {
    segments.close();
  }
}
