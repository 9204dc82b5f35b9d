package dev.throughline.benchmarks;

import dev.throughline.journey.Journey;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import dev.throughline.stores.elasticsearch.ElasticsearchOptions;
import dev.throughline.stores.elasticsearch.ElasticsearchReader;
import dev.throughline.stores.elasticsearch.ElasticsearchStore;
import dev.throughline.stores.elasticsearch.kit.ElasticsearchNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How long a journey takes out of a real node that holds many other people's records: the first one
 * after a restart of the node, then the median and the slowest of twenty.
 */
public final class ElasticsearchJourneys {
  private static final int MOST_DOCUMENTS = 10_000_000;
  private static final int PEOPLE_PER_BATCH = 50;
  private static final int QUESTIONS = 200;

  private final Crowd crowd;
  private final TimeRange window;
  private final int people;

  private ElasticsearchJourneys(int documents) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    this.crowd = new Crowd(now.minus(Duration.ofHours(20)), Duration.ofHours(19));
    this.window = new TimeRange(now.minus(Duration.ofHours(24)), now);
    this.people = documents / Crowd.RECORDS;
  }

  /**
   * @param arguments how many documents the node holds, 1,000,000 unless given
   */
  public static void main(String[] arguments) throws IOException {
    int documents = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
    if (documents < Crowd.RECORDS || documents > MOST_DOCUMENTS) {
      throw new IllegalArgumentException(
          documents + " documents, expected " + Crowd.RECORDS + " to " + MOST_DOCUMENTS);
    }
    try (ElasticsearchNode node = ElasticsearchNode.builder().measured(2048).start()) {
      new ElasticsearchJourneys(documents).run(node);
    }
  }

  private void run(ElasticsearchNode node) throws IOException {
    long start = System.nanoTime();
    fill(node);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%,d documents written in %.0f s%n", people * Crowd.RECORDS, seconds);
    node.stop();
    node.start();
    ask(node);
  }

  private void fill(ElasticsearchNode node) throws IOException {
    try (ElasticsearchStore store = ElasticsearchStore.open(options(node))) {
      for (int person = 0; person < people; person += PEOPLE_PER_BATCH) {
        List<Signal> batch = new ArrayList<>();
        for (int i = person; i < Math.min(people, person + PEOPLE_PER_BATCH); i++) {
          batch.addAll(crowd.of(i));
        }
        WriteResult result = store.write(new WriteBatch(batch, person));
        if (!(result instanceof WriteResult.Answered)) {
          throw new IllegalStateException(result.toString());
        }
      }
    }
  }

  private void ask(ElasticsearchNode node) {
    Random random = new Random(7);
    List<Double> millis = new ArrayList<>();
    try (ElasticsearchReader source = ElasticsearchReader.open(options(node))) {
      JourneyReader reader = new JourneyReader(List.of(source));
      System.out.printf("first journey after the restart: %.0f ms%n", one(reader, random));
      for (int i = 0; i < QUESTIONS; i++) {
        millis.add(one(reader, random));
      }
    }
    List<Double> sorted = millis.stream().sorted().toList();
    System.out.printf(
        "journeys of %d steps, %d asked: p50 %.1f ms, p95 %.1f ms%n",
        Crowd.RECORDS, QUESTIONS, sorted.get(QUESTIONS / 2), sorted.get(QUESTIONS * 95 / 100));
  }

  private double one(JourneyReader reader, Random random) {
    Question question = Question.ofUser(Crowd.name(random.nextInt(people)), window);
    long start = System.nanoTime();
    Journey journey = reader.read(question, ReadOptions.DEFAULTS);
    double millis = (System.nanoTime() - start) / 1e6;
    if (journey.steps().size() != Crowd.RECORDS) {
      throw new IllegalStateException(journey.steps().size() + " steps of " + question.users());
    }
    return millis;
  }

  private static ElasticsearchOptions options(ElasticsearchNode node) {
    return ElasticsearchOptions.parse("es:" + node.uri(), Map.of());
  }
}
