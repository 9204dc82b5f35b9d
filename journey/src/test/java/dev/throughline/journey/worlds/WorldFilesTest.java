package dev.throughline.journey.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldFilesTest {

  @Test
  void writesEveryRecordAndItsAnswer(@TempDir Path out) throws IOException {
    World world = Worlds.generate(3, Knobs.CROWDED);
    long logs = world.signals().stream().filter(LogRecord.class::isInstance).count();

    WorldFiles.write(world, out);

    assertThat(Files.readAllLines(out.resolve("logs.jsonl"))).hasSize((int) logs);
    assertThat(Files.readAllLines(out.resolve("spans.jsonl")))
        .hasSize((int) (world.signals().size() - logs));
    assertThat(Files.readAllLines(out.resolve("answers.jsonl")))
        .hasSize(world.signals().size() + 1);
  }

  @Test
  void makesTheSameWorldOfTheSameSeed() {
    assertThat(Worlds.generate(5, Knobs.CROWDED).signals())
        .isEqualTo(Worlds.generate(5, Knobs.CROWDED).signals())
        .isNotEqualTo(Worlds.generate(6, Knobs.CROWDED).signals());
  }
}
