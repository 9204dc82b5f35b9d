package dev.throughline.cli.source;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.InMemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read from files: in memory while it is little, else in a temporary folder, so that the
 * size of the files is no matter of the heap. Not thread-safe.
 */
final class FileRecords {
  private static final int BATCH = 1_000;

  private final String name;
  private final Clock clock;
  private final Room room;
  private List<Signal> gathered = new ArrayList<>();
  private @Nullable ScratchStore scratch;
  private long bytes;
  private boolean any;

  /**
   * How much is little.
   *
   * @param inMemory bytes of lines; as records in the heap they are several times as many
   * @param temporary the folder for what is more
   */
  record Room(long inMemory, Path temporary) {
    /** By this process's heap and settings. */
    static Room ofThisProcess() {
      return new Room(
          Runtime.getRuntime().maxMemory() / 16, Path.of(System.getProperty("java.io.tmpdir")));
    }
  }

  FileRecords(String name, Clock clock, Room room) {
    this.name = name;
    this.clock = clock;
    this.room = room;
  }

  /** Takes what one line of so many bytes says. */
  void add(List<Signal> signals, int size) throws IOException {
    gathered.addAll(signals);
    any |= !signals.isEmpty();
    bytes += size;
    if (scratch == null && bytes > room.inMemory()) {
      scratch = ScratchStore.create(name, room.temporary(), clock);
    }
    if (scratch != null && gathered.size() >= BATCH) {
      flush(scratch);
    }
  }

  boolean isEmpty() {
    return !any;
  }

  /** All of it, ready to be asked. */
  OpenSource open(@Nullable String remark) throws IOException {
    if (scratch != null) {
      flush(scratch);
      return new OpenSource(scratch, scratch, remark);
    }
    InMemoryStore store = new InMemoryStore(name, clock);
    gathered.forEach(store::put);
    return new OpenSource(store, store, remark);
  }

  /** Forgets it, when it cannot be read to the end. */
  void discard() {
    if (scratch != null) {
      scratch.close();
    }
  }

  private void flush(ScratchStore to) throws IOException {
    List<Signal> full = gathered;
    gathered = new ArrayList<>();
    for (int from = 0; from < full.size(); from += BATCH) {
      to.write(full.subList(from, Math.min(full.size(), from + BATCH)));
    }
  }
}
