package dev.throughline.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process of the demo. Its standard error goes to a file, its output is read for a line. */
final class Child {
  private static final String READY = "ready ";

  private final String name;
  private final Process process;
  private final Path log;
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param environment added to a clean copy of ours
   * @param folder where its log file goes
   */
  static Child start(
      String name, List<String> command, Map<String, String> environment, Path folder)
      throws DemoFailed {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // What steers the reader's own services must not steer the demo's.
    builder.environment().keySet().removeIf(key -> key.matches("(OTEL|THROUGHLINE)_.*|PORT"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      Child child = new Child(name, process, log);
      Thread.ofVirtual().name(name + " output").start(child::listen);
      return child;
    } catch (IOException e) {
      throw new DemoFailed(name + " cannot be started: " + e.getMessage(), e);
    }
  }

  private void listen() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(READY)) {
          ready.complete(line.substring(READY.length()).strip());
        }
      }
    } catch (IOException closed) {
      // Ended while we listened; what matters of it comes next.
    }
    ready.completeExceptionally(new IOException("ended before it was ready"));
  }

  /** Waits for its ready line, and gives what follows the word. */
  String ready(Duration most) throws DemoFailed, InterruptedException {
    try {
      return ready.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new DemoFailed(name + " ended before it was ready; its log is " + log, e);
    } catch (TimeoutException e) {
      throw new DemoFailed(
          name + " is not ready after " + most.toSeconds() + " s; its log is " + log, e);
    }
  }

  /** Asks it to end. */
  void end() {
    process.destroy();
  }

  /**
   * Waits for its end, and no longer than this.
   *
   * @return whether it ended by itself, and so had the time to send what it held
   */
  boolean awaitEnd(Duration most) throws InterruptedException {
    if (process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    process.destroyForcibly().waitFor();
    return false;
  }

  /** Waits until it ends by itself. */
  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  String name() {
    return name;
  }

  Path log() {
    return log;
  }
}
