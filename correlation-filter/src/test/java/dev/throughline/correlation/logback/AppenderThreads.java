package dev.throughline.correlation.logback;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** The threads of stopped appenders, which go on counting what they drop. */
final class AppenderThreads {
  /** Waits until the last one has counted: only then do counters stand still for the next test. */
  static void awaitEnd() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("logback-appender-")));
  }

  private AppenderThreads() {}
}
