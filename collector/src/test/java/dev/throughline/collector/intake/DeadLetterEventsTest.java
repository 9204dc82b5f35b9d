package dev.throughline.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.collector.Await;
import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.collector.queue.QueueOptions;
import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterEventsTest {
  @TempDir Path data;
  private final RecordCodec codec = new RecordCodec();
  private final ScriptedStore store = new ScriptedStore();
  private DurableQueue queue;
  private FrontDoor door;
  private DeadLetters deadLetters;
  private Drain drain;

  @BeforeEach
  void open() throws IOException {
    queue = DurableQueue.open(data.resolve("queue"), QueueOptions.DEFAULT.withMinFreeBytes(0), 0);
    door = new FrontDoor(queue, codec);
    deadLetters =
        DeadLetters.open(data.resolve("dead"), 1 << 20, new DeadLetterEvents(door, codec)::tell);
    Replays replays = new Replays(queue, deadLetters);
    drain = new Drain(queue, store, codec, deadLetters, replays, Clock.systemUTC());
    drain.start();
  }

  @AfterEach
  void close() throws IOException {
    drain.close();
    queue.close();
    deadLetters.close();
  }

  @Test
  void whatTheStoreRefusesIsToldInTheStore() {
    door.admit(List.of(Letters.log("poison", "alice"), Letters.log("fine", "alice"))).join();
    Await.until(() -> store.bodies().size(), size -> size == 2);
    assertThat(store.bodies())
        .satisfiesExactly(
            body -> assertThat(body).isEqualTo("fine"),
            body ->
                assertThat(body)
                    .startsWith("the store refused a record of ")
                    .endsWith("it is poison"));
    LogRecord event = store.last();
    assertThat(event.eventName()).isEqualTo("throughline.dead_letter");
    assertThat(event.ids()).as("in nobody's journey").isEqualTo(Ids.NONE);
    Attributes attributes = event.attributes();
    assertThat(attributes.text("dead_letter.reason")).contains("it is poison");
    assertThat(attributes.text("dead_letter.user.id")).contains("alice");
    assertThat(attributes.text("dead_letter.id").flatMap(LetterId::parse)).isPresent();
  }

  @Test
  void aLetterThatIsThereAlreadyIsNotToldAgain() throws IOException {
    DeadLetter letter = letter(Letters.log("poison", "alice"));
    assertThat(deadLetters.add(List.of(letter))).isTrue();
    Await.until(() -> store.bodies().size(), size -> size == 1);
    assertThat(deadLetters.add(List.of(letter))).isTrue();
    door.admit(List.of(Letters.log("fine", "alice"))).join();
    Await.until(() -> store.bodies().contains("fine"), there -> there);
    assertThat(store.bodies()).hasSize(2);
  }

  @Test
  void aRefusedEventOfOurOwnIsNotToldOf() throws IOException {
    assertThat(deadLetters.add(List.of(letter(Letters.log("poison", "alice"))))).isTrue();
    Await.until(() -> store.bodies().size(), size -> size == 1);
    assertThat(deadLetters.add(List.of(letter(store.last())))).isTrue();
    door.admit(List.of(Letters.log("fine", "alice"))).join();
    Await.until(() -> store.bodies().contains("fine"), there -> there);
    assertThat(store.bodies()).hasSize(2);
  }

  private DeadLetter letter(Signal signal) {
    byte[] record = codec.encode(signal);
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    return new DeadLetter(LetterId.of(7, 0, record), "it is poison", 1, now, now, record);
  }
}
