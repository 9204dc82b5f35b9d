package dev.throughline.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.collector.Await;
import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.collector.queue.QueueOptions;
import dev.throughline.collector.queue.Receipt;
import dev.throughline.collector.queue.Receipt.Durable;
import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.stores.elasticsearch.ElasticsearchOptions;
import dev.throughline.stores.elasticsearch.ElasticsearchStore;
import dev.throughline.stores.elasticsearch.kit.FakeElasticsearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Queue, drain and store in front of a cluster that goes wrong, somebody who sends and remembers
 * what was acknowledged, and a judge.
 */
final class Lane implements AutoCloseable {
  private static final int FRAME = 50;

  final FakeElasticsearch cluster = FakeElasticsearch.start();
  private final Path data;
  private final String address;
  private final RecordCodec codec = new RecordCodec();
  private final Map<String, Signal> acknowledged = new HashMap<>();
  private final QueueOptions queueOptions;
  private DurableQueue queue;
  private DeadLetters letters;
  private ElasticsearchStore store;
  private Drain drain;
  private Replays replays;
  private int next;

  Lane(Path data, String login, long queueBytes) throws IOException {
    this.data = data;
    this.address = "es:" + cluster.uri().toString().replace("://", "://" + login);
    this.queueOptions = new QueueOptions(64 * 1024, queueBytes, 1 << 20, 0, 0);
    open();
  }

  static Lane in(Path data) throws IOException {
    return new Lane(data, "", 1L << 30);
  }

  private void open() throws IOException {
    queue = DurableQueue.open(data.resolve("queue"), queueOptions, 0);
    letters = DeadLetters.open(data.resolve("dead-letters"), 1 << 20, added -> {});
    store = ElasticsearchStore.connect(ElasticsearchOptions.parse(address, Map.of()));
    replays = new Replays(queue, letters);
    drain =
        new Drain(queue, store, codec, letters, replays, Clock.systemUTC(), Duration.ofMillis(20));
    drain.start();
  }

  private void shut() throws IOException {
    drain.close();
    store.close();
    letters.close();
    queue.close();
  }

  /** Ends everything but the cluster, and begins again from the files. */
  void restart() throws IOException {
    shut();
    open();
  }

  Drain drain() {
    return drain;
  }

  Replays replays() {
    return replays;
  }

  int letters() {
    return letters.count();
  }

  /** Sends records; returns how many were acknowledged. */
  int send(int count) {
    int before = acknowledged.size();
    for (int sent = 0; sent < count; sent += FRAME) {
      List<Signal> frame = new ArrayList<>();
      for (int i = 0; i < Math.min(FRAME, count - sent); i++) {
        frame.add(Letters.log("record " + next++, "alice"));
      }
      send(frame);
    }
    return acknowledged.size() - before;
  }

  /** Sends one record with this text. */
  void send(String text) {
    send(List.of(Letters.log(text, "alice")));
  }

  private void send(List<Signal> frame) {
    Receipt receipt = new FrontDoor(queue, codec).admit(frame).join();
    if (receipt instanceof Durable) {
      frame.forEach(signal -> acknowledged.put(signal.recordId().value(), signal));
    }
  }

  /** Sends everything that was acknowledged once more, in this order. */
  void sendAgain(List<String> ids) {
    ids.forEach(id -> send(List.of(acknowledged.get(id))));
  }

  List<String> acknowledged() {
    return List.copyOf(acknowledged.keySet());
  }

  /** Why nothing is stored, once there is such a reason. */
  String awaitObstacle(String containing) {
    return Await.until(
        () -> String.valueOf(drain.obstacle()), obstacle -> obstacle.contains(containing));
  }

  void awaitDrained() {
    Await.until(() -> queue.stats().frames(), frames -> frames == 0);
  }

  Set<String> lettersIds() {
    Set<String> ids = new TreeSet<>();
    try {
      letters.read(null, letter -> ids.add(codec.decode(letter.record()).recordId().value()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ids;
  }

  /**
   * Nothing lost, nothing made up, nothing bent, nothing twice, and a fresh record gets through.
   */
  void judge() {
    send("fresh " + next++);
    awaitDrained();
    Map<String, List<String>> stored = cluster.documents();
    Set<String> dead = lettersIds();
    Set<String> kept = new TreeSet<>(stored.keySet());
    kept.addAll(dead);
    assertThat(kept).describedAs("lost or made up").isEqualTo(new TreeSet<>(acknowledged.keySet()));
    assertThat(dead).describedAs("stored and dead").noneMatch(stored::containsKey);
    assertThat(stored.values()).describedAs("twice").allSatisfy(c -> assertThat(c).hasSize(1));
    assertThat(stored).describedAs("bent").isEqualTo(healthy(stored.keySet()));
    assertThat(drain.obstacle()).isNull();
  }

  /** What a cluster that is well holds of the same records. */
  private Map<String, List<String>> healthy(Set<String> ids) {
    try (FakeElasticsearch sound = FakeElasticsearch.start();
        ElasticsearchStore direct =
            ElasticsearchStore.connect(ElasticsearchOptions.parse("es:" + sound.uri(), Map.of()))) {
      direct.write(
          new WriteBatch(ids.stream().map(acknowledged::get).collect(Collectors.toList()), 0));
      return sound.documents();
    }
  }

  @Override
  public void close() throws IOException {
    shut();
    cluster.close();
  }
}
