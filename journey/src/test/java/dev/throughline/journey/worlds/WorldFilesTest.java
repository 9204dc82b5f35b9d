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
  void holdEveryDeliveryAndAnAnswerForEveryRecordWithheldOrNot(@TempDir Path out)
      throws IOException {
    Knobs knobs = Knobs.WILD.with(new Knobs.Loss(0.2, 0.2, 0.2, true));
    World world = Worlds.generate(3, knobs);
    long logs = world.delivery().stream().filter(LogRecord.class::isInstance).count();

    new WorldFiles(world).write(out);

    assertThat(Files.readAllLines(out.resolve(WorldFiles.LOGS))).hasSize((int) logs);
    assertThat(Files.readAllLines(out.resolve(WorldFiles.SPANS)))
        .hasSize((int) (world.delivery().size() - logs));
    assertThat(Files.readAllLines(out.resolve(WorldFiles.ANSWERS)))
        .hasSize(world.truths().size() + 1)
        .anyMatch(line -> line.contains("\"withheld\":\"LOST\""))
        .anyMatch(line -> line.contains("\"withheld\":\"UNSAMPLED\""))
        .anyMatch(line -> line.contains("\"withheld\":\"UNINSTRUMENTED\""))
        .anyMatch(line -> line.contains("\"withheld\":\"STRIPPED\""));
  }

  @Test
  void areTheSameForTheSameSeed() {
    assertThat(new WorldFiles(Worlds.generate(5, Knobs.WILD)).spans())
        .isEqualTo(new WorldFiles(Worlds.generate(5, Knobs.WILD)).spans())
        .isNotEqualTo(new WorldFiles(Worlds.generate(6, Knobs.WILD)).spans());
  }

  @Test
  void areMadeByAProgram(@TempDir Path out) throws IOException {
    MakeWorld.main(
        new String[] {
          "--seed",
          "9",
          "--users",
          "4",
          "--services",
          "9",
          "--fault",
          "timeout,swallowed",
          "--out",
          out.toString()
        });

    assertThat(Files.readAllLines(out.resolve(WorldFiles.ANSWERS)).getFirst())
        .contains(
            "\"u-3\"", "\"support\"", "[\"TIMEOUT\",\"SWALLOWED\"]", "[\"payments\",\"orders\"]")
        .doesNotContain("\"u-4\"");
    assertThat(Files.readString(out.resolve(WorldFiles.SPANS)))
        .contains("\"extra-2\"")
        .doesNotContain("\"extra-3\"");
  }
}
