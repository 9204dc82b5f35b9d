package dev.throughline.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a process says first. No interrupt ends a thread that reads from a silent one. */
final class FirstLine {
  private FirstLine() {}

  /** Null when it ends without a word, or has none for five minutes. */
  static @Nullable String of(BufferedReader output) {
    CompletableFuture<@Nullable String> line =
        CompletableFuture.supplyAsync(
            () -> read(output), task -> Thread.ofPlatform().daemon().start(task));
    return line.completeOnTimeout(null, 5, TimeUnit.MINUTES).join();
  }

  private static @Nullable String read(BufferedReader output) {
    try {
      return output.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
