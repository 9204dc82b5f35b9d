package dev.throughline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.FileLineDecoder;
import dev.throughline.formats.Intake;
import dev.throughline.formats.JourneyJson;
import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.Journey;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.InMemoryStore;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.worlds.Fault;
import dev.throughline.journey.worlds.Knobs;
import dev.throughline.journey.worlds.Stage;
import dev.throughline.journey.worlds.World;
import dev.throughline.journey.worlds.WorldFiles;
import dev.throughline.journey.worlds.Worlds;
import dev.throughline.stores.lucene.LuceneOptions;
import dev.throughline.stores.lucene.LuceneStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same world, through whatever source and in whatever order: the same bytes of JSON. */
class EverySourceIT {
  private static final Knobs DAMAGED =
      Knobs.WILD
          .with(new Knobs.Loss(0.05, 0.1, 0.2, false))
          .withFaults(Fault.POOL_EXHAUSTED, Fault.POISON_MESSAGE);

  private static final List<String> USERS = List.of("u-0", "u-1", "support");

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("throughline.worlds", 1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aWorldIsToldInTheSameBytes(long seed) throws IOException {
    World world = Worlds.generate(seed, DAMAGED);
    WorldFiles files = new WorldFiles(world);
    files.write(folder);
    List<String> lines = new ArrayList<>(files.spans());
    lines.addAll(files.lines());
    Stage memory = Stage.reading(inMemory(decoded(lines)));

    List<String> again = new ArrayList<>(lines);
    again.addAll(lines.subList(0, lines.size() / 2));
    Collections.shuffle(again, new Random(seed));
    Path shuffled = Files.write(folder.resolve("shuffled.jsonl"), again);
    String lucene = "lucene:" + lucene(decoded(again));

    for (String user : USERS) {
      String expected = story(memory.journeyOf(user));
      assertThat(story(user, file(WorldFiles.SPANS), file(WorldFiles.LOGS)))
          .as("two files")
          .isEqualTo(expected);
      assertThat(story(user, "file:" + shuffled)).as("shuffled, half twice").isEqualTo(expected);
      assertThat(story(user, lucene)).as("Lucene").isEqualTo(expected);
      assertThat(story(user, lucene, "file:" + shuffled)).as("both at once").isEqualTo(expected);
    }
  }

  private String file(String name) {
    return "file:" + folder.resolve(name);
  }

  private static List<Signal> decoded(List<String> lines) {
    FileLineDecoder decoder = new FileLineDecoder(new Intake(CommandRun.NOW, "world"));
    List<Signal> signals = new ArrayList<>();
    for (String line : lines) {
      if (!(decoder.line(line.getBytes(UTF_8)) instanceof Decoded decoded)
          || !decoded.refused().isEmpty()) {
        throw new AssertionError("not readable: " + line);
      }
      signals.addAll(decoded.signals());
    }
    return signals;
  }

  private static InMemoryStore inMemory(List<Signal> signals) {
    InMemoryStore store = new InMemoryStore("memory");
    signals.forEach(store::put);
    return store;
  }

  private Path lucene(List<Signal> signals) throws IOException {
    Path store = folder.resolve("store");
    LuceneOptions forEver = LuceneOptions.DEFAULT.withRetention(Duration.ofDays(36_500));
    try (LuceneStore lucene = LuceneStore.open(store, new RecordCodec(), forEver)) {
      lucene.write(new WriteBatch(signals, 1));
    }
    return store;
  }

  /** What the command line tells of a user, but for who told it and when. */
  private static String story(String user, String... sources) throws IOException {
    List<String> line =
        new ArrayList<>(List.of("journey", "--user", user, "--since", "2020-01-01"));
    for (String source : sources) {
      line.addAll(List.of("--source", source));
    }
    line.addAll(List.of("--format", "json"));
    CommandRun run = CommandRun.of(line.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isZero();
    return story(new JourneyJson().read(new ByteArrayInputStream(run.out().getBytes(UTF_8))));
  }

  private static String story(Journey journey) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Journey told = Stage.story(journey);
    // A window was asked for on the command line only.
    new JourneyJson()
        .write(
            new Journey(
                told.subject(),
                new Journey.Window(null, null),
                told.asOf(),
                told.complete(),
                told.summary(),
                told.origin(),
                told.failures(),
                told.clocks(),
                told.steps(),
                told.gaps(),
                told.sources()),
            out);
    return out.toString(UTF_8);
  }
}
