package dev.throughline.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throughline.collector.Await;
import dev.throughline.collector.intake.Replays.Result;
import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.collector.queue.QueueOptions;
import dev.throughline.collector.queue.Receipt.Durable;
import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.WriteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainTest {
  @TempDir Path data;
  private final RecordCodec codec = new RecordCodec();
  private final ScriptedStore store = new ScriptedStore();
  private DurableQueue queue;
  private DeadLetters deadLetters;
  private Replays replays;
  private @Nullable Drain drain;

  @BeforeEach
  void open() throws IOException {
    queue = DurableQueue.open(data.resolve("queue"), QueueOptions.DEFAULT.withMinFreeBytes(0), 0);
    deadLetters = DeadLetters.open(data.resolve("dead"), 1 << 20, news -> {});
    replays = new Replays(queue, deadLetters);
  }

  private void startDrain() {
    drain =
        new Drain(
            queue, store, codec, deadLetters, replays, Clock.systemUTC(), Duration.ofMillis(50));
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
    return Letters.log(body, "alice");
  }

  private void send(String... bodies) {
    List<Signal> signals = List.of(bodies).stream().map(DrainTest::log).toList();
    assertThat(new FrontDoor(queue, codec).admit(signals).join()).isInstanceOf(Durable.class);
  }

  private List<DeadLetter> letters() {
    List<DeadLetter> letters = new ArrayList<>();
    try {
      deadLetters.read(null, letters::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return letters;
  }

  private String body(DeadLetter letter) {
    return ((LogRecord) codec.decode(letter.record())).body();
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
    store.refuse(new WriteResult.Pause("the disk is full"));
    send("a");
    startDrain();
    Await.until(() -> "the disk is full".equals(drain().obstacle()));
    assertThat(queue.stats().frames()).isEqualTo(1);
    close();
    store.refuse(null);
    open();
    startDrain();
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
    assertThat(letters())
        .extracting(letter -> letter.id().sequence(), DeadLetter::reason, DeadLetter::attempts)
        .containsExactly(tuple(0L, "it is poison", 1), tuple(1L, "it is poison", 1));
    assertThat(codec.decode(letters().getFirst().record())).isEqualTo(log("poison 1"));
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
    deadLetters = DeadLetters.open(data.resolve("dead"), 1, news -> {});
    replays = new Replays(queue, deadLetters);
    send("poison 1");
    startDrain();
    Await.until(() -> deadLetters.count() == 1);
    send("a", "poison 2");
    send("b");
    Await.until(() -> drain().obstacle() != null);
    assertThat(drain().obstacle()).contains("dead letters are full (1 letters");
    assertThat(queue.stats().frames()).isGreaterThanOrEqualTo(2);
    Await.until(() -> queue.doneSequence() == 0);
    replays.drop(letter -> true);
    restart();
    awaitEmptyQueue();
    assertThat(store.bodies()).containsExactly("a", "b");
    assertThat(letters()).extracting(DrainTest.this::body).containsExactly("poison 2");
  }

  @Test
  void aLetterLeavesWhenTheStoreHasItForGood() throws IOException {
    send("poison 1", "poison 2");
    startDrain();
    awaitEmptyQueue();
    store.mend();
    store.forgetful();
    assertThat(replays.replay(letter -> true, false)).isEqualTo(new Result(2, 0, 0, null));
    Await.until(() -> store.bodies().size() == 2);
    assertThat(deadLetters.count()).isEqualTo(2);
    assertThat(replays.replay(letter -> true, false)).isEqualTo(new Result(0, 2, 0, null));
    assertThat(replays.drop(letter -> true)).isEqualTo(new Result(0, 2, 0, null));
    store.makeDurable();
    awaitEmptyQueue();
    Await.until(() -> deadLetters.count() == 0);
    assertThat(store.bodies()).containsExactly("poison 1", "poison 2");
    assertThat(replays.stored()).isEqualTo(2);
  }

  @Test
  void aReplayThatACrashCutsShortEndsAfterIt() throws IOException {
    send("poison 1", "poison 2");
    startDrain();
    awaitEmptyQueue();
    store.mend();
    store.forgetful();
    replays.replay(letter -> true, false);
    Await.until(() -> store.bodies().size() == 2);
    restart();
    assertThat(replays.replay(letter -> true, false).done()).isEqualTo(2);
    Await.until(() -> drain().duplicates() == 4);
    assertThat(deadLetters.count()).isEqualTo(2);
    store.makeDurable();
    awaitEmptyQueue();
    Await.until(() -> deadLetters.count() == 0);
    assertThat(store.bodies()).containsExactly("poison 1", "poison 2");
  }

  @Test
  void whatIsStillBadIsParkedAfterThreeRejectionsAndDoesNotMultiply() throws IOException {
    queue.append(List.of("not a record".getBytes(StandardCharsets.UTF_8))).join();
    send("poison");
    startDrain();
    awaitEmptyQueue();
    List<LetterId> ids = letters().stream().map(DeadLetter::id).toList();
    for (int rejections = 2; rejections <= 3; rejections++) {
      assertThat(replays.replay(letter -> true, false).done()).isEqualTo(2);
      awaitAttempts(rejections);
    }
    assertThat(replays.replay(letter -> true, false)).isEqualTo(new Result(0, 0, 2, null));
    assertThat(deadLetters.parked()).isEqualTo(2);
    assertThat(replays.replay(ids, true).done()).isEqualTo(2);
    awaitAttempts(4);
    assertThat(letters()).extracting(DeadLetter::id).isEqualTo(ids);
    assertThat(letters()).allSatisfy(letter -> assertThat(letter.since()).isBefore(letter.at()));
    assertThat(replays.rejected()).isEqualTo(6);
  }

  private void awaitAttempts(int attempts) {
    Await.until(
        this::letters,
        letters -> letters.stream().allMatch(letter -> letter.attempts() == attempts));
    awaitEmptyQueue();
  }

  @Test
  void whatIsDroppedIsGone() throws IOException {
    send("poison 1", "poison 2", "poison 3");
    startDrain();
    awaitEmptyQueue();
    assertThat(replays.drop(List.of(letters().get(1).id())).done()).isEqualTo(1);
    restart();
    assertThat(letters()).extracting(this::body).containsExactly("poison 1", "poison 3");
    assertThat(replays.drop(letter -> letter.reason().contains("poison")).done()).isEqualTo(2);
    assertThat(deadLetters.count()).isZero();
  }
}
