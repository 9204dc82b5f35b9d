package dev.throughline.collector.queue;

import dev.throughline.collector.queue.Frame.QueuedRecord;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Puts entries together to frames. */
final class FrameBuilder {
  private final ArrayList<QueuedRecord> records = new ArrayList<>();
  private @Nullable Entry newest;
  private @Nullable Entry ahead;

  /** The next entry of the segment; call {@link #takeComplete} before the one after. */
  void add(Entry entry) {
    if (newest != null && newest.sequence() != entry.sequence()) {
      ahead = entry;
    } else {
      newest = entry;
      records.add(new QueuedRecord(entry.ordinal(), entry.payload()));
    }
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  long start() {
    return newest == null ? 0 : newest.frameStart();
  }

  long end() {
    return newest == null ? 0 : newest.frameEnd();
  }

  /** The frame, if its last entry was added or another one has begun. */
  @Nullable Frame takeComplete() {
    return newest != null && (newest.isLastOfFrame() || ahead != null) ? take() : null;
  }

  /** The frame as far as it could be read. */
  @Nullable Frame take() {
    Entry of = newest;
    if (of == null) {
      return null;
    }
    Frame frame = new Frame(of.sequence(), records, of.count());
    Entry first = ahead;
    clear();
    if (first != null) {
      add(first);
    }
    return frame;
  }

  void clear() {
    records.clear();
    newest = null;
    ahead = null;
  }
}
