package dev.throughline.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.collector.Await;
import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.collector.queue.QueueOptions;
import dev.throughline.collector.queue.Receipt.Durable;
import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.WriteResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path data;
  private final RecordCodec codec = new RecordCodec();
  private final ScriptedStore store = new ScriptedStore();
  private DurableQueue queue;
  private DeadLetters deadLetters;
  private @Nullable Drain drain;

  @BeforeEach
  void open() throws IOException {
    queue = DurableQueue.open(data.resolve("queue"), QueueOptions.DEFAULT.withMinFreeBytes(0), 0);
    deadLetters = DeadLetters.open(data.resolve("dead"), 1 << 20, queue.doneSequence());
  }

  private void startDrain() {
    drain = new Drain(queue, store, codec, deadLetters, Clock.systemUTC());
    drain.start();
  }

  private Drain drain() {
    if (drain == null) {
      throw new AssertionError("not started");
    }
    return drain;
  }

  @AfterEach
  void close() throws IOException {
    if (drain != null) {
      drain.close();
    }
    queue.close();
    deadLetters.close();
  }

  private void restart() throws IOException {
    close();
    open();
    startDrain();
  }

  private static Signal log(String body) {
    return new LogRecord(
        new RecordId("id-" + body.replace(' ', '-')),
        NOW,
        NOW,
        Resource.ofService("shop"),
        Ids.NONE,
        9,
        null,
        body,
        null,
        null,
        Attributes.EMPTY,
        "test");
  }

  private void send(String... bodies) {
    List<Signal> signals = List.of(bodies).stream().map(DrainTest::log).toList();
    assertThat(new FrontDoor(queue, codec).admit(signals).join()).isInstanceOf(Durable.class);
  }

  private void awaitEmptyQueue() {
    Await.until(() -> queue.stats().frames(), frames -> frames == 0);
  }

  @Test
  void whatIsQueuedGetsStoredAndForgotten() {
    startDrain();
    send("a", "b");
    send("c");
    awaitEmptyQueue();
    assertThat(store.bodies()).containsExactly("a", "b", "c");
    assertThat(drain().stored()).isEqualTo(3);
    assertThat(drain().obstacle()).isNull();
  }

  @Test
  void whatTheStoreCannotTakeNowIsTriedAgain() {
    store
        .then(() -> new WriteResult.Retry("busy", null))
        .then(() -> new WriteResult.Retry("busy", Duration.ofMillis(1)));
    send("a");
    startDrain();
    awaitEmptyQueue();
    assertThat(store.bodies()).containsExactly("a");
    assertThat(drain().retries()).isEqualTo(2);
  }

  @Test
  void aStoreThatThrowsIsAskedAgain() {
    store.then(
        () -> {
          throw new IllegalStateException("a bug");
        });
    send("a");
    startDrain();
    awaitEmptyQueue();
    assertThat(store.bodies()).containsExactly("a");
  }

  @Test
  void aPausedStoreIsAnObstacleAndNothingIsForgotten() throws IOException {
    store.then(() -> new WriteResult.Pause("the disk is full"));
    send("a");
    startDrain();
    Await.until(() -> "the disk is full".equals(drain().obstacle()));
    assertThat(queue.stats().frames()).isEqualTo(1);
    restart();
    awaitEmptyQueue();
    assertThat(store.bodies()).containsExactly("a");
  }

  @Test
  void whatTheStoreHasNotMadeDurableIsDeliveredAgain() throws IOException {
    store.forgetful();
    send("a");
    startDrain();
    Await.until(() -> drain().stored() == 1);
    assertThat(queue.stats().frames()).isEqualTo(1);
    restart();
    Await.until(() -> drain().duplicates() == 1);
    store.makeDurable();
    awaitEmptyQueue();
    assertThat(store.bodies()).containsExactly("a");
  }

  @Test
  void whatItWillNeverTakeIsKeptApartOnceAndItsMatesStored() throws IOException {
    store.forgetful();
    send("a", "poison 1", "b");
    send("poison 2");
    startDrain();
    Await.until(() -> drain().rejected() == 2);
    restart();
    Await.until(() -> drain().rejected() == 2);
    store.makeDurable();
    awaitEmptyQueue();
    assertThat(store.bodies()).containsExactly("a", "b");
    assertThat(deadLetters.count()).isEqualTo(2);
    assertThat(deadLetters.list(10))
        .extracting(DeadLetter::sequence, DeadLetter::ordinal, DeadLetter::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0L, 1, "it is poison"),
            org.assertj.core.groups.Tuple.tuple(1L, 0, "it is poison"));
    assertThat(codec.decode(deadLetters.list(1).getFirst().record())).isEqualTo(log("poison 1"));
  }

  @Test
  void whatNoCodecReadsIsADeadLetterToo() {
    queue.append(List.of("not a record".getBytes(StandardCharsets.UTF_8))).join();
    send("a");
    startDrain();
    awaitEmptyQueue();
    assertThat(store.bodies()).containsExactly("a");
    Await.until(() -> deadLetters.count() == 1);
  }

  @Test
  void fullDeadLettersPauseAndDropNothing() throws IOException {
    deadLetters.close();
    deadLetters = DeadLetters.open(data.resolve("dead"), 1, -1);
    send("poison");
    startDrain();
    Await.until(() -> deadLetters.count() == 1);
    send("a");
    Await.until(() -> drain().obstacle() != null);
    assertThat(drain().obstacle()).contains("dead letters are full");
    assertThat(store.bodies()).isEmpty();
  }
}
