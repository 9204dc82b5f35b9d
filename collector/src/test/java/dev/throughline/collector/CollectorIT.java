package dev.throughline.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Collectors that are killed, told to end, and started where they cannot. */
@Timeout(900)
class CollectorIT {
  private static final int KILLS = Integer.getInteger("throughline.kills", 3);
  private static final int START_KILLS = Integer.getInteger("throughline.start.kills", 3);

  @TempDir Path data;

  private void judge(LineLoad load) throws IOException, InterruptedException {
    try (CollectorProcess process = CollectorProcess.start(data)) {
      CollectorProcess.Ready ready = process.awaitReady();
      ready.awaitDrained();
      List<String> stored = load.stored(ready.query(), load.acknowledged().size());
      assertThat(load.acknowledged()).isNotEmpty();
      assertThat(stored).doesNotHaveDuplicates();
      assertThat(new HashSet<>(stored)).containsAll(load.acknowledged());
      assertThat(load.issued()).containsAll(stored);
      process.term();
      assertThat(process.exitStatus()).isZero();
    }
  }

  @Test
  void killedInTheMiddleOfALoadItKeepsWhatItAcknowledged() throws Exception {
    Random random = new Random(1);
    LineLoad load = new LineLoad("killed");
    for (int i = 0; i < KILLS; i++) {
      try (CollectorProcess process = CollectorProcess.start(data)) {
        CollectorProcess.Ready ready = process.awaitReady();
        int before = load.acknowledged().size();
        try (LineLoad.Run run = load.against(ready.intake())) {
          Await.until(() -> load.acknowledged().size() > before + 200);
          TimeUnit.MILLISECONDS.sleep(random.nextInt(1000));
          process.kill();
          run.end();
        }
      }
    }
    judge(load);
  }

  @Test
  void killedWhileItStartsItStartsAgain() throws Exception {
    Random random = new Random(2);
    LineLoad load = new LineLoad("starting");
    try (CollectorProcess process = CollectorProcess.start(data)) {
      try (LineLoad.Run run = load.against(process.awaitReady().intake())) {
        Await.until(() -> load.acknowledged().size() > 200);
        process.kill();
        run.end();
      }
    }
    for (int i = 0; i < START_KILLS; i++) {
      try (CollectorProcess process = CollectorProcess.start(data)) {
        TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(1500));
        process.kill();
      }
    }
    judge(load);
  }

  @Test
  void toldToEndUnderLoadItAnswersWhatIsUnderWayAndEndsWell() throws Exception {
    LineLoad load = new LineLoad("drained");
    try (CollectorProcess process = CollectorProcess.start(data)) {
      try (LineLoad.Run run = load.against(process.awaitReady().intake())) {
        Await.until(() -> load.acknowledged().size() > 200);
        process.term();
        assertThat(process.exitStatus()).isZero();
        run.end();
      }
      assertThat(process.nextLine()).describedAs("more on standard output").isNull();
      assertThat(process.errors().lines()).allSatisfy(line -> assertThat(line).startsWith("{\"@t"));
    }
    judge(load);
  }

  @Test
  void toldTwiceItEndsAtOnceAndBeforeThatSaysThatItIsNotReady() throws Exception {
    try (CollectorProcess process = CollectorProcess.start(data, "--drain-delay=10m")) {
      CollectorProcess.Ready ready = process.awaitReady();
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest health =
          HttpRequest.newBuilder(URI.create(ready.query() + "/health/ready")).build();
      assertThat(client.send(health, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      process.term();
      Await.until(() -> notReady(client, health));
      new Socket("127.0.0.1", ready.linePort()).close();
      process.term();
      assertThat(process.exitStatus()).isEqualTo(143);
    }
  }

  private static boolean notReady(HttpClient client, HttpRequest health) {
    try {
      return client.send(health, BodyHandlers.ofString()).statusCode() == 503;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSecondOneOnTheSameFolderIsRefusedAndTheFirstUntouched() throws Exception {
    try (CollectorProcess first = CollectorProcess.start(data)) {
      first.awaitReady();
      try (CollectorProcess second = CollectorProcess.start(data)) {
        assertThat(second.exitStatus()).isEqualTo(1);
        assertThat(second.errors().lines())
            .singleElement()
            .asString()
            .isEqualTo(
                "collector: the data folder cannot be used: %s is locked by pid %d",
                data, first.pid());
      }
      assertThat(first.isAlive()).isTrue();
    }
  }

  @Test
  void whereItCannotWriteItDoesNotStart() throws Exception {
    Path file = Files.write(data.resolve("file"), "in the way".getBytes(StandardCharsets.UTF_8));
    refused(file.resolve("data"), List.of(), file.toString());
  }

  @Test
  void whereOthersCanReachItItDoesNotStartUnlessTold() throws Exception {
    refused(data, List.of("--host=0.0.0.0"), "--insecure");
    try (CollectorProcess told = CollectorProcess.start(data, "--host=0.0.0.0", "--insecure")) {
      assertThat(told.nextLine()).startsWith("ready intake=http://0.0.0.0:");
    }
  }

  @Test
  void aPortThatIsTakenStopsTheStart() throws Exception {
    try (CollectorProcess first = CollectorProcess.start(data.resolve("first"))) {
      int taken = URI.create(first.awaitReady().query()).getPort();
      refused(data.resolve("second"), List.of("--query-port=" + taken), "Port already in use");
    }
  }

  private static void refused(Path data, List<String> arguments, String why) throws Exception {
    try (CollectorProcess process =
        CollectorProcess.start(data, arguments.toArray(String[]::new))) {
      assertThat(process.exitStatus()).isEqualTo(1);
      assertThat(process.nextLine()).isNull();
      assertThat(process.errors().lines())
          .filteredOn(line -> !line.startsWith("{"))
          .singleElement()
          .asString()
          .startsWith("collector: ")
          .contains(why);
    }
  }
}
