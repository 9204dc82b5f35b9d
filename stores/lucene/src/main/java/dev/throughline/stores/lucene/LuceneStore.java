package dev.throughline.stores.lucene;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Bucket;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.SignalCodec;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.StoreWriter;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import dev.throughline.journey.store.WriteResult.Outcome;
import dev.throughline.stores.lucene.Reading.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * The embedded store: one folder, one Lucene index per bucket, written by one process. Reads of
 * this object see every record as soon as {@link #write} has answered; other processes read the
 * folder through {@link LuceneReader}.
 *
 * <p>When the disk fails, what was not committed is lost, as nobody can say what of it was saved:
 * {@link #write} answers with a pause until the disk works again, then goes back to the last commit
 * and throws once, so that the caller delivers again everything above {@link #durableThrough()}.
 * Threads that write must not be interrupted: Java closes the files of interrupted threads.
 */
public final class LuceneStore implements StoreWriter, StoreReader, UserDirectory, ProcessReader {
  private final StoreFolder folder;
  private final SignalCodec codec;
  private final Partitions partitions;
  private final Housekeeping housekeeping;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LuceneStore(
      StoreFolder folder, SignalCodec codec, LuceneOptions options, Partition.Opening opening)
      throws IOException {
    this.folder = folder;
    this.codec = codec;
    this.partitions = new Partitions(folder, codec, opening);
    this.housekeeping = new Housekeeping(folder, partitions, options);
  }

  /**
   * Opens a folder for writing; makes it when it is absent.
   *
   * @throws StoreRefused when another process writes it, when it holds something else, or a store
   *     that is damaged or of a newer version
   */
  public static LuceneStore open(Path dir, SignalCodec codec, LuceneOptions options)
      throws IOException {
    return open(dir, codec, options, Partition.Opening.FILES);
  }

  static LuceneStore open(
      Path dir, SignalCodec codec, LuceneOptions options, Partition.Opening opening)
      throws IOException {
    LuceneNotices.silence();
    StoreFolder folder = StoreFolder.forWriting(dir);
    try {
      LuceneStore store = new LuceneStore(folder, codec, options, opening);
      store.housekeeping.start();
      return store;
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "lucene:" + folder.root();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException once after a failure of the disk: what was written since the last
   *     commit is lost and has to be delivered again
   */
  @Override
  public WriteResult write(WriteBatch batch) {
    String failure = housekeeping.failure();
    if (failure != null) {
      return recover(failure);
    }
    String obstacle = housekeeping.obstacle();
    if (obstacle != null) {
      return new WriteResult.Pause(obstacle);
    }
    try {
      housekeeping.beforeWrite(batch.through());
      List<Outcome> outcomes = new ArrayList<>(batch.signals().size());
      for (Signal signal : batch.signals()) {
        outcomes.add(write(signal));
      }
      housekeeping.afterWrite(batch.through());
      return new WriteResult.Answered(outcomes);
    } catch (IOException | AlreadyClosedException e) {
      return new WriteResult.Pause(housekeeping.fail(e));
    }
  }

  private WriteResult recover(String failure) {
    try {
      housekeeping.recover();
    } catch (IOException | AlreadyClosedException e) {
      return new WriteResult.Pause(housekeeping.fail(e));
    }
    throw new UncheckedIOException(
        new IOException(failure + "; deliver again what comes after sequence " + durableThrough()));
  }

  private Outcome write(Signal signal) throws IOException {
    try {
      Bucket bucket = Bucket.of(signal.time(), signal.receivedAt());
      return partitions.add(bucket, signal)
          ? new WriteResult.Stored()
          : new WriteResult.Duplicate();
    } catch (IllegalArgumentException e) {
      return new WriteResult.Rejected(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public long durableThrough() {
    return housekeeping.durableThrough();
  }

  @Override
  public ReadResult read(Query query, Consumer<Signal> sink) {
    return Reading.read(this::snapshot, codec, Wanted.of(query), sink);
  }

  @Override
  public ReadResult readProcesses(Look look, Consumer<Signal> sink) {
    return Reading.read(this::snapshot, codec, Wanted.of(look), sink);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException when the folder cannot be read
   */
  @Override
  public UserPage users(TimeRange range, int limit) {
    try (Snapshot snapshot = snapshot()) {
      return new UserTally(codec, range).page(snapshot, limit);
    } catch (IOException e) {
      throw new UncheckedIOException(name() + ": " + e.getMessage(), e);
    }
  }

  /** Commits now what was written; for tests that cannot wait for the clock. */
  void commit() throws IOException {
    try {
      housekeeping.commit();
    } catch (IOException | AlreadyClosedException e) {
      throw new IOException(housekeeping.fail(e), e);
    }
  }

  /** Removes now what is too old; for tests that cannot wait for the clock. */
  void expire() throws IOException {
    housekeeping.expire();
  }

  private Snapshot snapshot() throws IOException {
    return Snapshot.of(partitions.readers(), housekeeping.now(), folder.keptSince());
  }

  /** Why nothing can be written at the moment, or null; for health reports. Thread-safe. */
  public @Nullable String obstacle() {
    return housekeeping.obstacle();
  }

  /** Commits what was written and unlocks the folder. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try (folder;
        partitions) {
      housekeeping.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
