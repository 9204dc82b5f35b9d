package dev.throughline.stores.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.WriteResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writing process is killed in the middle, again and again, while this one reads its folder. */
@Timeout(600)
class CrashIT {
  private static final Handle ALICE = new Handle.User(UserRef.userId("alice"));
  private static final int KILLS = 3;

  @TempDir Path dir;

  @Test
  void what_was_durable_survives_every_kill_and_the_index_is_clean()
      throws IOException, InterruptedException {
    long durable = -1;
    for (int kill = 0; kill < KILLS; kill++) {
      durable = writeUntilDurable(durable + 20);
      checkIndexes();
      assertThat(missing(durable)).isEmpty();
    }
    try (LuceneStore store = LuceneStore.open(dir, new RecordCodec(), Samples.FOR_EVER)) {
      assertThat(store.durableThrough()).isGreaterThanOrEqualTo(durable);
      List<String> all = Samples.ids(Samples.read(store, ALICE));
      assertThat(new HashSet<>(all)).hasSameSizeAs(all);
      // The queue re-delivers from there on, and what was there already stays once.
      WriteResult again = store.write(Samples.batch(0, KilledWriter.frame(0)));
      assertThat(((WriteResult.Answered) again).outcomes())
          .hasSize(KilledWriter.PER_BATCH)
          .containsOnly(new WriteResult.Duplicate());
    }
  }

  /** Kills the process once it says so; answers with the last it said. */
  private long writeUntilDurable(long sequence) throws IOException, InterruptedException {
    Process writer = start();
    long durable = -1;
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      while (durable < sequence) {
        String line = lines.readLine();
        assertThat(line).as("the writer died by itself").isNotNull();
        durable = Long.parseLong(line.substring("durable ".length()));
      }
      assertThat(missing(durable)).as("read while being written").isEmpty();
    } finally {
      writer.destroyForcibly().waitFor();
    }
    return durable;
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            KilledWriter.class.getName(),
            dir.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** What was promised to be durable and is not there. */
  private Set<String> missing(long durable) throws IOException {
    Set<String> missing = new HashSet<>();
    for (long sequence = 0; sequence <= durable; sequence++) {
      for (Signal signal : KilledWriter.frame(sequence)) {
        missing.add(signal.recordId().value());
      }
    }
    try (LuceneReader reader = LuceneReader.open(dir, new RecordCodec())) {
      Samples.read(reader, ALICE).forEach(signal -> missing.remove(signal.recordId().value()));
    }
    return missing;
  }

  private void checkIndexes() throws IOException {
    try (Stream<Path> partitions = Files.list(dir).filter(Files::isDirectory)) {
      for (Path partition : partitions.toList()) {
        try (FSDirectory directory = FSDirectory.open(partition);
            CheckIndex check = new CheckIndex(directory)) {
          assertThat(check.checkIndex().clean).as(partition.toString()).isTrue();
        }
      }
    }
  }
}
