package dev.throughline.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.FileLineDecoder;
import dev.throughline.formats.Intake;
import dev.throughline.formats.JourneyJson;
import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.store.InMemoryStore;
import dev.throughline.journey.worlds.Fault;
import dev.throughline.journey.worlds.Knobs;
import dev.throughline.journey.worlds.Stage;
import dev.throughline.journey.worlds.World;
import dev.throughline.journey.worlds.WorldFiles;
import dev.throughline.journey.worlds.Worlds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A world on its way through a collector: whatever order its requests come in, and each of them
 * twice, the collector tells the journey of the files, in the same bytes.
 */
class WorldDeliveryIT {
  private static final Knobs DAMAGED =
      Knobs.WILD
          .with(new Knobs.Loss(0.05, 0.1, 0.2, false))
          .withFaults(Fault.EXCEPTION, Fault.POISON_MESSAGE);

  private static final int BATCH = 100;
  private static final String OPEN = "{\"resourceSpans\":[";
  private static final String CLOSE = "]}";

  @TempDir Path data;

  /** One HTTP request. */
  private record Delivery(String path, String type, String body) {}

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Math.min(3, Integer.getInteger("throughline.worlds", 1)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyOrderOfDeliveryAndEveryRequestTwiceIsTheSameJourney(long seed) throws Exception {
    World world = Worlds.generate(seed, DAMAGED);
    WorldFiles files = new WorldFiles(world);
    List<Delivery> deliveries = new ArrayList<>(deliveries(files));
    deliveries.addAll(deliveries(files));
    Collections.shuffle(deliveries, new Random(seed));
    Stage fromFiles = Stage.reading(read(files));

    try (CollectorProcess collector = CollectorProcess.start(data);
        HttpClient client = HttpClient.newHttpClient()) {
      CollectorProcess.Ready ready = collector.awaitReady();
      for (Delivery delivery : deliveries) {
        post(client, ready.intake(), delivery);
      }
      for (String user : List.of("u-0", "u-1", "support")) {
        String expected = story(fromFiles.journeyOf(user));
        URI question =
            URI.create(ready.query() + "/api/v1/journey?from=2020-01-01T00:00:00Z&user=" + user);
        String told = Await.until(() -> story(get(client, question)), expected::equals);
        assertThat(told).isEqualTo(expected);
      }
    }
  }

  private static List<Delivery> deliveries(WorldFiles files) {
    List<Delivery> deliveries = new ArrayList<>();
    for (List<String> batch : batches(files.spans())) {
      List<String> resources = batch.stream().map(WorldDeliveryIT::resource).toList();
      String body = OPEN + String.join(",", resources) + CLOSE;
      deliveries.add(new Delivery("/v1/traces", "application/json", body));
    }
    for (List<String> batch : batches(files.lines())) {
      deliveries.add(new Delivery("/lines", "application/x-ndjson", String.join("\n", batch)));
    }
    return deliveries;
  }

  private static String resource(String request) {
    if (!request.startsWith(OPEN) || !request.endsWith(CLOSE)) {
      throw new AssertionError(request);
    }
    return request.substring(OPEN.length(), request.length() - CLOSE.length());
  }

  private static List<List<String>> batches(List<String> lines) {
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += BATCH) {
      batches.add(lines.subList(from, Math.min(from + BATCH, lines.size())));
    }
    return batches;
  }

  private static InMemoryStore read(WorldFiles files) {
    InMemoryStore store = new InMemoryStore("files");
    FileLineDecoder decoder = new FileLineDecoder(new Intake(Instant.now(), "world"));
    List<String> lines = new ArrayList<>(files.spans());
    lines.addAll(files.lines());
    for (String line : lines) {
      if (!(decoder.line(line.getBytes(UTF_8)) instanceof Decoded decoded)) {
        throw new AssertionError("not readable: " + line);
      }
      decoded.signals().forEach(store::put);
    }
    return store;
  }

  private static void post(HttpClient client, String intake, Delivery delivery) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(intake + delivery.path))
            .header("Content-Type", delivery.type)
            .POST(BodyPublishers.ofString(delivery.body))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  private static Journey get(HttpClient client, URI question) {
    try {
      HttpResponse<byte[]> answer =
          client.send(HttpRequest.newBuilder(question).build(), BodyHandlers.ofByteArray());
      return new JourneyJson().read(new ByteArrayInputStream(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What is told, but for who told it, when, and that more may be on its way just now. */
  private static String story(Journey journey) {
    Journey told = Stage.story(journey);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new JourneyJson()
          .write(
              new Journey(
                  told.subject(),
                  new Journey.Window(null, null),
                  told.asOf(),
                  true,
                  told.summary(),
                  told.origin(),
                  told.failures(),
                  told.clocks(),
                  told.steps(),
                  told.gaps().stream()
                      .filter(gap -> gap.cause() != Gap.Cause.STILL_ARRIVING)
                      .toList(),
                  told.sources()),
              out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(UTF_8);
  }
}
