package dev.throughline.stores.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.WriteResult.Duplicate;
import dev.throughline.journey.store.WriteResult.Outcome;
import dev.throughline.journey.store.WriteResult.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Writing: idempotent by record id, whatever the delivery. */
interface WritingContract {
  Handle OF_TRACE = new Handle.Trace(Records.TRACE);

  StoreUnderTest store();

  @Test
  default void storesWhatItWasGiven() {
    List<Outcome> outcomes = store().write(Records.fullSpan("span-1"), Records.fullLog("log-1"));

    assertThat(outcomes).containsExactly(new Stored(), new Stored());
    assertThat(store().read(OF_TRACE).ids()).containsExactly("log-1", "span-1");
  }

  @Test
  default void takesAnEmptyBatch() {
    assertThat(store().write(List.of())).isEmpty();
  }

  @Test
  default void absorbsADuplicateWithinABatch() {
    LogRecord log = Records.fullLog("log-1");

    List<Outcome> outcomes = store().write(log, Records.fullLog("log-2"), log);

    assertThat(outcomes).containsExactly(new Stored(), new Stored(), new Duplicate());
    assertThat(store().read(OF_TRACE).ids()).containsExactly("log-1", "log-2");
  }

  @Test
  default void absorbsARedeliveredBatch() {
    List<Signal> batch = List.of(Records.fullLog("log-1"), Records.fullSpan("span-1"));
    store().write(batch);

    assertThat(store().write(batch)).containsExactly(new Duplicate(), new Duplicate());
    assertThat(store().read(OF_TRACE).ids()).containsExactly("log-1", "span-1");
  }

  @Test
  default void absorbsARedeliveryThatOnlyPartlyOverlaps() {
    store().write(Records.fullLog("log-1"), Records.fullLog("log-2"));
    store().write(Records.fullLog("log-2"), Records.fullLog("log-3"));

    assertThat(store().read(OF_TRACE).ids()).containsExactly("log-1", "log-2", "log-3");
  }

  @Test
  default void keepsTwoEqualLinesWithTheirOwnIds() {
    store().write(Records.line("log-1", "same"), Records.line("log-2", "same"));

    assertThat(store().read(new Handle.Text("same")).ids()).containsExactly("log-1", "log-2");
  }

  @Test
  default void takesALargeBatchAndAHubId() {
    int count = 10_000;
    Ids hub = Ids.builder().correlationId("hub").build();
    List<LogRecord> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batch.add(Records.log("log-" + i, hub, Records.NOON.plusNanos(i)));
    }

    assertThat(store().write(batch)).hasSize(count).containsOnly(new Stored());
    assertThat(store().read(new Handle.Correlation("hub")).ids())
        .hasSize(count)
        .doesNotHaveDuplicates();
  }

  @Test
  default void readsWhileWriting() {
    // What is read is there before the reader is: how a store begins is another matter.
    store().write(Records.fullLog("a-0"), Records.fullSpan("b-0"));
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Integer> reads =
        CompletableFuture.supplyAsync(
            () -> {
              int mostSeen = 0;
              while (!done.get()) {
                List<String> ids = store().read(OF_TRACE).ids();
                assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(mostSeen);
                mostSeen = ids.size();
              }
              return mostSeen;
            });
    int batches = 20;
    try {
      for (int batch = 1; batch < batches; batch++) {
        store().write(Records.fullLog("a-" + batch), Records.fullSpan("b-" + batch));
      }
    } finally {
      done.set(true);
    }

    assertThat(reads.join()).isLessThanOrEqualTo(2 * batches);
    assertThat(store().read(OF_TRACE).ids()).hasSize(2 * batches);
  }
}
