package dev.throughline.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code compose/local} as it is typed, up to Ctrl-C. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "setsid, for a Ctrl-C of its own, is Linux's")
@Timeout(600)
class LocalIT {
  private static final Pattern SOURCE = Pattern.compile("--source (es:\\S+)");

  @TempDir Path folder;

  @Test
  void oneCommandAndCtrlCEndsItAll() throws Exception {
    Path errors = folder.resolve("errors");
    // Whoever starts a build in the background makes all below it deaf to Ctrl-C.
    Process local =
        new ProcessBuilder("env", "--default-signal=INT", "setsid", "./local")
            .redirectError(errors.toFile())
            .start();
    try {
      // Beside, for no interrupt ends a thread that reads from a silent process.
      CompletableFuture<String> said =
          CompletableFuture.supplyAsync(
              () -> readUntil(local, "Ctrl-C ends it all"),
              task -> Thread.ofPlatform().daemon().start(task));
      assertThat(said.get(6, TimeUnit.MINUTES)).contains("UserLoggedIn");
      Matcher source = SOURCE.matcher(Files.readString(errors));
      assertThat(source.find()).isTrue();
      assertThat(journey(source.group(1))).contains("complete");

      List<ProcessHandle> processes = local.descendants().toList();
      assertThat(processes).hasSizeGreaterThan(7);
      signal("INT", local.pid());
      assertThat(local.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
      assertThat(local.exitValue()).isEqualTo(130);
      Await.until(
          "all that it started has ended",
          () -> processes.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      if (local.isAlive()) {
        signal("KILL", local.pid());
      }
    }
  }

  private static String readUntil(Process process, String last) {
    StringBuilder all = new StringBuilder();
    for (String line : (Iterable<String>) process.inputReader(UTF_8).lines()::iterator) {
      all.append(line).append('\n');
      if (line.contains(last)) {
        return all.toString();
      }
    }
    throw new AssertionError("it ended with " + all);
  }

  /** Past the collector, as somebody with a command line and the cluster's address does. */
  private static String journey(String source) throws IOException, InterruptedException {
    Process cli =
        new ProcessBuilder("../bin/trace-cli", "journey", "--user", "alice", "--source", source)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(cli.getInputStream().readAllBytes(), UTF_8);
    assertThat(cli.waitFor()).isZero();
    return answer;
  }

  /** To all processes of the group, as a terminal does. */
  private static void signal(String name, long group) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, "--", "-" + group).inheritIO().start().waitFor();
  }
}
