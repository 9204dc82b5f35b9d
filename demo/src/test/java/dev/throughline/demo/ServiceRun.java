package dev.throughline.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One service in a process of its own, from the packaged jar, as a user starts it. */
final class ServiceRun {
  private final Process process;
  private final String ready;
  private final CompletableFuture<List<String>> restOfStdout;

  private ServiceRun(Process process, String ready, BufferedReader stdout) {
    this.process = process;
    this.ready = ready;
    this.restOfStdout = CompletableFuture.supplyAsync(() -> stdout.lines().toList());
  }

  /**
   * Starts it and waits until it says that it is ready.
   *
   * @param logs where its log lines and its stderr go, into files of its name
   */
  static ServiceRun start(String mainClass, Path logs, Map<String, String> environment)
      throws IOException {
    Path config = Path.of("src/test/resources/logback-recorded.xml").toAbsolutePath();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx96m",
            "-D" + configProperty(mainClass) + "=" + config,
            "-Drecorded.lines=" + logs.resolve(mainClass + ".ndjson"),
            "-cp",
            System.getProperty("shop.classpath"),
            "dev.throughline.demo." + mainClass);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(logs.resolve(mainClass + ".err").toFile());
    Process process = builder.start();
    BufferedReader stdout = process.inputReader();
    String ready = FirstLine.of(stdout);
    if (ready == null) {
      process.destroy();
      String why = Files.readString(logs.resolve(mainClass + ".err"));
      throw new IOException(mainClass + " ended before it was ready: " + why);
    }
    return new ServiceRun(process, ready, stdout);
  }

  /** Spring Boot has a property of its own, and logs a warning when it sees Logback's. */
  private static String configProperty(String mainClass) {
    boolean springBoot = mainClass.equals("Auth") || mainClass.equals("Shipping");
    return springBoot ? "logging.config" : "logback.configurationFile";
  }

  /** {@code http://127.0.0.1:PORT}. */
  String url() {
    return "http://127.0.0.1:" + ready.substring("ready ".length());
  }

  /** SIGTERM; the process may take its time. */
  void terminate() {
    // Not Process.destroy(), which also closes the pipe that the last words come through.
    process.toHandle().destroy();
  }

  /** The exit code, waited for. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("a service did not end within two minutes of SIGTERM");
    }
    return process.exitValue();
  }

  /** Everything it wrote to stdout; call it when it has ended. */
  List<String> stdout() {
    List<String> all = new ArrayList<>(List.of(ready));
    all.addAll(restOfStdout.join());
    return all;
  }
}
