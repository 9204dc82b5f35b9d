package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/**
 * Reads what a collector wrote to a cluster. Needs the right {@code read} on the indices, and asks
 * for nothing else. Thread-safe; {@link #close} ends, from any thread, what is being read.
 */
public final class ElasticsearchReader implements StoreReader, UserDirectory, ProcessReader {
  private static final long TIDYING_SECONDS = 5;

  private final ElasticsearchOptions options;
  private final Indices indices;
  private final Connection connection;

  /** Held for reading while a question runs, so that closing can wait for its end. */
  private final ReadWriteLock questions = new ReentrantReadWriteLock();

  private ElasticsearchReader(ElasticsearchOptions options, Connection connection) {
    this.options = options;
    this.indices = new Indices(options);
    this.connection = connection;
  }

  /**
   * Opens without asking the cluster anything.
   *
   * @throws IllegalArgumentException when the options name certificates that cannot be used
   */
  public static ElasticsearchReader open(ElasticsearchOptions options) {
    return new ElasticsearchReader(options, Connection.to(options));
  }

  @Override
  public String name() {
    return options.name();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public ReadResult read(Query query, Consumer<Signal> sink) {
    return read(Wanted.of(query), sink);
  }

  @Override
  public ReadResult readProcesses(Look look, Consumer<Signal> sink) {
    return read(Wanted.of(look), sink);
  }

  private ReadResult read(Wanted wanted, Consumer<Signal> sink) {
    questions.readLock().lock();
    try (PointInTime pit = pit(wanted.range())) {
      return new Reading(pit, indices, wanted, sink).run();
    } catch (IOException e) {
      return new ReadResult.Failed(0, String.valueOf(e.getMessage()));
    } finally {
      questions.readLock().unlock();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException when the cluster does not answer
   */
  @Override
  public UserPage users(TimeRange range, int limit) {
    questions.readLock().lock();
    try (PointInTime pit = pit(range)) {
      return new UserTally(pit, range).page(limit);
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    } finally {
      questions.readLock().unlock();
    }
  }

  private PointInTime pit(TimeRange range) throws IOException {
    return PointInTime.open(connection, indices.holding(range), options.clock());
  }

  @Override
  public void close() {
    connection.cancel();
    try {
      // What was cancelled still has its point in time to give back.
      if (questions.writeLock().tryLock(TIDYING_SECONDS, TimeUnit.SECONDS)) {
        questions.writeLock().unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
