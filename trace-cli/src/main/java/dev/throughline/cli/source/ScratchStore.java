package dev.throughline.cli.source;

import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import dev.throughline.stores.lucene.LuceneOptions;
import dev.throughline.stores.lucene.LuceneStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Records on disk, in a folder of this process alone that goes with it. */
final class ScratchStore implements StoreReader, UserDirectory, ProcessReader {
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final String name;
  private final Path folder;
  private final LuceneStore store;
  private final Thread atInterrupt = new Thread(this::remove, "end-of-scratch");
  private long batches;

  private ScratchStore(String name, Path folder, LuceneStore store) {
    this.name = name;
    this.folder = folder;
    this.store = store;
    Runtime.getRuntime().addShutdownHook(atInterrupt);
  }

  /**
   * @param name how a journey lists this source
   * @param below where the folder is made, readable by its owner alone
   */
  static ScratchStore create(String name, Path below, Clock clock) throws IOException {
    Path folder = Files.createTempDirectory(below, "throughline-");
    LuceneOptions options =
        LuceneOptions.DEFAULT
            .withRetention(FOR_EVER)
            .withCommitEvery(FOR_EVER) // nobody else reads it, and after a crash nobody at all
            .withClock(clock);
    return new ScratchStore(name, folder, LuceneStore.open(folder, new RecordCodec(), options));
  }

  /**
   * Adds records; those it has already stay as they are.
   *
   * @throws IOException when the disk has no room for them
   */
  void write(List<Signal> signals) throws IOException {
    switch (store.write(new WriteBatch(signals, ++batches))) {
      case WriteResult.Answered all -> {}
      case WriteResult.Retry again -> throw new IOException(folder + ": " + again.reason());
      case WriteResult.Pause pause -> throw new IOException(folder + ": " + pause.reason());
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Capability> capabilities() {
    return store.capabilities();
  }

  @Override
  public ReadResult read(Query query, Consumer<Signal> sink) {
    return store.read(query, sink);
  }

  @Override
  public ReadResult readProcesses(Look look, Consumer<Signal> sink) {
    return store.readProcesses(look, sink);
  }

  @Override
  public UserPage users(TimeRange range, int limit) {
    return store.users(range, limit);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atInterrupt);
      remove();
    } catch (IllegalStateException ending) {
      // The hook is running: it removes.
    }
  }

  private void remove() {
    store.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
