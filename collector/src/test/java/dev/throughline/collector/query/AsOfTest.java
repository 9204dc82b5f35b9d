package dev.throughline.collector.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.collector.Await;
import dev.throughline.collector.intake.DeadLetters;
import dev.throughline.collector.intake.Drain;
import dev.throughline.collector.intake.Replays;
import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.collector.queue.QueueOptions;
import dev.throughline.collector.queue.Receipt.Durable;
import dev.throughline.formats.ReadResultJson;
import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.InMemoryStore;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.ReadResult.Answered;
import dev.throughline.journey.store.SignalCodec;
import dev.throughline.journey.store.StoreWriter;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer's {@code as_of} while what was acknowledged is still on its way into the store. */
class AsOfTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final RecordCodec codec = new RecordCodec();
  private final InMemoryStore store = new InMemoryStore("memory");
  private final Semaphore writing = new Semaphore(1);
  private final Semaphore decoding = new Semaphore(1);
  private DurableQueue queue;
  private DeadLetters letters;
  private Drain drain;
  private QueryPort port;

  @BeforeEach
  void open(@TempDir Path data) throws IOException {
    queue = DurableQueue.open(data.resolve("queue"), QueueOptions.DEFAULT.withMinFreeBytes(0), 0);
    letters = DeadLetters.open(data.resolve("dead"), 1 << 20, news -> {});
    Replays replays = new Replays(queue, letters);
    drain = new Drain(queue, new HeldStore(), new HeldCodec(), letters, replays, Clock.systemUTC());
    port =
        new QueryPort(
            new InetSocketAddress("127.0.0.1", 0),
            new QueryPort.Sources(
                store,
                store,
                store,
                drain::progress,
                codec,
                letters,
                replays,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
            new Health(List.of()),
            Set.of(),
            Clock.systemUTC(),
            config -> {});
  }

  @AfterEach
  void close() throws IOException {
    writing.release();
    decoding.release();
    port.close();
    drain.close();
    letters.close();
    queue.close();
    client.close();
  }

  @Test
  void whatTheStoreDoesNotTakeIsNotInTheAnswer() {
    drain.start();
    send("signed in");
    awaitAnswer(Instant.now());
    writing.acquireUninterruptibly();
    send("signed out");
    Instant told = Instant.now();
    assertThat(answer().records()).isEqualTo(1);
    assertThat(answer().asOf()).isBeforeOrEqualTo(told);
    writing.release();
    assertThat(awaitAnswer(told).records()).isEqualTo(2);
  }

  @Test
  void whatTheDrainHasNotEvenReadIsNotInTheAnswer() {
    drain.start();
    awaitAnswer(Instant.now());
    decoding.acquireUninterruptibly();
    send("signed out");
    Instant told = Instant.now();
    assertThat(answer().asOf()).isBeforeOrEqualTo(told);
    decoding.release();
    assertThat(awaitAnswer(told).records()).isEqualTo(1);
  }

  @Test
  void anAnswerIsAsOldAsTheOldestThatWaits() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    send("signed in", yesterday);
    send("signed out", Instant.now());
    writing.acquireUninterruptibly();
    drain.start();
    Await.until(writing::hasQueuedThreads);
    assertThat(answer().asOf()).isEqualTo(yesterday);
  }

  @Test
  void beforeTheQueueWasLookedIntoNothingIsKnown() {
    assertThat(answer().asOf()).isEqualTo(Instant.EPOCH);
  }

  private void send(String body) {
    send(body, Instant.now());
  }

  private void send(String body, Instant received) {
    Signal log =
        new LogRecord(
            new RecordId(body.replace(' ', '-')),
            received,
            received,
            Resource.ofService("auth"),
            Ids.builder().user("alice").build(),
            9,
            null,
            body,
            null,
            null,
            Attributes.EMPTY,
            "test");
    assertThat(queue.append(List.of(codec.encode(log))).join()).isInstanceOf(Durable.class);
  }

  /** The answer that has everything up to then. */
  private Answered awaitAnswer(Instant told) {
    return Await.until(this::answer, answer -> answer.asOf().isAfter(told));
  }

  private Answered answer() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + "/api/v1/records"))
            .POST(BodyPublishers.ofString("{\"any_of\":[{\"user\":{\"user.id\":\"alice\"}}]}"))
            .build();
    try {
      String lines = client.send(request, BodyHandlers.ofString()).body();
      ReadResult result =
          new ReadResultJson().read(lines.lines().toList().getLast().getBytes(UTF_8));
      return (Answered) result;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Takes what it is given when it is let. */
  private final class HeldStore implements StoreWriter {
    @Override
    public WriteResult write(WriteBatch batch) {
      writing.acquireUninterruptibly();
      try {
        return store.write(batch);
      } finally {
        writing.release();
      }
    }

    @Override
    public long durableThrough() {
      return store.durableThrough();
    }

    @Override
    public void close() {}
  }

  /** Reads what is queued when it is let. */
  private final class HeldCodec implements SignalCodec {
    @Override
    public byte[] encode(Signal signal) {
      return codec.encode(signal);
    }

    @Override
    public Signal decode(byte[] bytes) {
      decoding.acquireUninterruptibly();
      try {
        return codec.decode(bytes);
      } finally {
        decoding.release();
      }
    }
  }
}
