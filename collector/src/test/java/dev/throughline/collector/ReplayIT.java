package dev.throughline.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.collector.intake.Letters;
import dev.throughline.formats.DeadLetterPageJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A collector that is killed while it replays dead letters, again and again. */
@Timeout(900)
class ReplayIT {
  private static final int KILLS = Integer.getInteger("throughline.kills", 3);
  private static final int LETTERS = 20_000;

  @TempDir Path data;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void killedInTheMiddleOfAReplayEachLetterIsStoredOnceAndNoneIsLost() throws Exception {
    Letters.write(data, "replayed", 0, LETTERS, 1);
    Random random = new Random(3);
    for (int i = 0; i < KILLS; i++) {
      try (CollectorProcess process = CollectorProcess.start(data)) {
        String query = process.awaitReady().query();
        Thread replay = Thread.startVirtualThread(() -> tryToReplay(query));
        TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
        process.kill();
        replay.join();
      }
    }
    try (CollectorProcess process = CollectorProcess.start(data)) {
      CollectorProcess.Ready ready = process.awaitReady();
      assertThat(replay(ready.query()).statusCode()).isEqualTo(200);
      Await.until(() -> count(ready.query()), count -> count == 0, Duration.ofMinutes(5));
      List<String> stored = new LineLoad("replayed").stored(ready.query(), LETTERS);
      assertThat(stored).doesNotHaveDuplicates().hasSize(LETTERS);
      process.term();
      assertThat(process.exitStatus()).isZero();
    }
  }

  private void tryToReplay(String query) {
    try {
      replay(query);
    } catch (IOException killed) {
      // Which is what this is about.
    }
  }

  private HttpResponse<String> replay(String query) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(query + "/api/v1/dead-letters/replay"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"all\":true}"))
            .build());
  }

  private int count(String query) {
    try {
      String page =
          send(HttpRequest.newBuilder(URI.create(query + "/api/v1/dead-letters?limit=1")).build())
              .body();
      return new DeadLetterPageJson()
          .readPage(page.getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
