package dev.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as people start it: a process, its output and its exit code. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherIT {
  private static final Path LAUNCHER = Path.of("../bin/trace-cli").toAbsolutePath().normalize();
  private static final String PINO = "file:" + Path.of("src/test/resources/samples/pino.log");

  @TempDir Path folder;

  @Test
  void theVersionIsTheJars() throws Exception {
    Result result = run(LAUNCHER.toString(), "--version");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith("trace-cli ").doesNotContain("not packaged");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void exitCodes() throws Exception {
    String me = LAUNCHER.toString();
    assertThat(run(me, "journey", "--user", "alice", "--source", PINO).exit()).isZero();
    assertThat(run(me, "journey", "--user", "alice", "--source", "file:/no").exit()).isEqualTo(1);
    assertThat(run(me, "journey").exit()).isEqualTo(2);
    assertThat(run(me, "journey", "--user", "alice\" OR *:*", "--source", PINO).exit())
        .isEqualTo(4);
    assertThat(
            run(
                    me,
                    "journey",
                    "--user",
                    "alice",
                    "--source",
                    PINO,
                    "--source",
                    "file:/no",
                    "--require-complete")
                .exit())
        .isEqualTo(3);
  }

  @Test
  void startsThroughLinksFromAFolderWithBlanks() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("my tools"));
    Path first = Files.createSymbolicLink(bin.resolve("first link"), LAUNCHER);
    Path second = Files.createSymbolicLink(bin.resolve("trace"), first.getFileName());
    Result result = run(second.toString(), "--version");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith("trace-cli ");
  }

  @Test
  void aClosedPipeIsNoError() throws Exception {
    String piped = "'" + LAUNCHER + "' schema | head -c 1; '" + LAUNCHER + "' --help | head -1";
    Result result = run("sh", "-c", piped);
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
  }

  @Test
  void withoutAUtf8LocaleTheArgumentsAreUtf8AndTheOutputIsAscii() throws Exception {
    String line = "{\"time\":1795352400500,\"user_id\":\"zoë\",\"msg\":\"grüße\",\"level\":30}\n";
    Path log = Files.writeString(folder.resolve("ümlaut.log"), line);
    Result result =
        run(
            "sh",
            "-c",
            "LC_ALL=C exec '" + LAUNCHER + "' journey --user zoë --source 'file:" + log + "'");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("gr\\u{fc}\\u{df}e").matches("\\p{ASCII}*");
  }

  @Test
  void aJdkThatIsTooOldOrMissingIsSaid() throws Exception {
    Result result =
        run(
            "sh",
            "-c",
            "JAVA_HOME=/nonexistent TRACE_CLI_JAVA_OPTS=-Xmx64m '" + LAUNCHER + "' --version");
    assertThat(result.exit()).as("an odd JAVA_HOME is passed over").isZero();
  }

  /** How a process ended. */
  private record Result(int exit, String out, String err) {}

  private Result run(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended").isTrue();
    return new Result(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
