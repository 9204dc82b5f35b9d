package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.StoreWriter;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import dev.throughline.journey.store.WriteResult.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Writes to a cluster, and reads what it holds. A record counts as stored when the cluster has
 * answered for it: with {@code index.translog.durability: request}, as the template sets it, that
 * is after the fsync of the primary and of every replica in sync. It can be read about a second
 * later.
 */
public final class ElasticsearchStore
    implements StoreWriter, StoreReader, UserDirectory, ProcessReader {
  private static final Logger log = LoggerFactory.getLogger(ElasticsearchStore.class);

  private final Connection connection;
  private final Indices indices;
  private final Installation installation;
  private final Retention retention;
  private final ElasticsearchReader reader;
  private final Pace pace = new Pace();
  private volatile long durableThrough = -1;
  private volatile @Nullable String obstacle;
  private volatile boolean closed;

  private ElasticsearchStore(ElasticsearchOptions options, Connection connection) {
    this.connection = connection;
    this.indices = new Indices(options);
    this.installation = new Installation(connection, options);
    this.retention = new Retention(connection, options);
    this.reader = ElasticsearchReader.open(options);
  }

  /**
   * Opens a cluster for writing and makes sure of the index template. A cluster that does not
   * answer is no reason to refuse: the queue holds what comes until it does.
   *
   * @throws StoreRefused when the cluster answers, or its certificate shows, that an operator has
   *     to act first
   * @throws IllegalArgumentException when the options name certificates that cannot be used
   */
  public static ElasticsearchStore open(ElasticsearchOptions options) throws StoreRefused {
    ElasticsearchStore store = new ElasticsearchStore(options, Connection.to(options));
    if (store.isHindered() instanceof WriteResult.Pause(String reason)) {
      store.close();
      throw new StoreRefused(options.name() + ": " + reason);
    }
    store.retention.start();
    return store;
  }

  /**
   * Opens a cluster for writing without waiting for it: for who has somewhere else to keep what
   * comes, whatever the cluster says. The index template is seen to at once, beside, and again
   * before each write until it is there.
   *
   * @throws IllegalArgumentException when the options name certificates that cannot be used
   */
  public static ElasticsearchStore connect(ElasticsearchOptions options) {
    ElasticsearchStore store = new ElasticsearchStore(options, Connection.to(options));
    Thread.ofVirtual().name("elasticsearch-template").start(store::announce);
    store.retention.start();
    return store;
  }

  private void announce() {
    if (isHindered() != null && !closed) {
      log.warn("{} cannot be written to yet: {}", name(), obstacle);
    }
  }

  private @Nullable WriteResult isHindered() {
    WriteResult hindered = installation.ensure();
    obstacle =
        switch (hindered) {
          case WriteResult.Pause(String reason) -> reason;
          case WriteResult.Retry retry -> retry.reason();
          case null, default -> null;
        };
    return hindered;
  }

  @Override
  public String name() {
    return reader.name();
  }

  @Override
  public Set<Capability> capabilities() {
    return reader.capabilities();
  }

  @Override
  public WriteResult write(WriteBatch batch) {
    try {
      WriteResult hindered = isHindered();
      WriteResult result = hindered != null ? hindered : deliver(batch);
      if (result instanceof WriteResult.Answered) {
        durableThrough = batch.through();
      }
      obstacle =
          switch (result) {
            case WriteResult.Pause(String reason) -> reason;
            case WriteResult.Retry retry -> retry.reason();
            case WriteResult.Answered answered -> null;
          };
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new WriteResult.Retry("interrupted", null);
    }
  }

  private WriteResult deliver(WriteBatch batch) throws InterruptedException {
    List<Signal> signals = batch.signals();
    @Nullable Outcome[] outcomes = new Outcome[signals.size()];
    List<BulkItem> items = new ArrayList<>(signals.size());
    for (int place = 0; place < outcomes.length; place++) {
      Signal signal = signals.get(place);
      try {
        items.add(BulkItem.of(place, signal, indices.of(signal)));
      } catch (JacksonException e) {
        outcomes[place] = new WriteResult.Rejected("no JSON: " + e.getOriginalMessage());
      }
    }
    return new BulkWriter(connection, pace, outcomes).deliver(items);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The cluster does not know sequences: this is what was answered for since the store was
   * opened.
   */
  @Override
  public long durableThrough() {
    return durableThrough;
  }

  /** Why nothing can be written at the moment, or null; for health reports. Thread-safe. */
  public @Nullable String obstacle() {
    return obstacle;
  }

  @Override
  public ReadResult read(Query query, Consumer<Signal> sink) {
    return reader.read(query, sink);
  }

  @Override
  public ReadResult readProcesses(Look look, Consumer<Signal> sink) {
    return reader.readProcesses(look, sink);
  }

  @Override
  public UserPage users(TimeRange range, int limit) {
    return reader.users(range, limit);
  }

  /** Removes now what is too old; for tests that cannot wait for the clock. */
  void expireNow() throws IOException {
    retention.expire();
  }

  /** Ends what is under way; what was not answered for is not stored. */
  @Override
  public void close() {
    closed = true;
    retention.close();
    reader.close();
    connection.cancel();
    connection.close();
  }
}
