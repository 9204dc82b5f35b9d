package dev.throughline.journey.worlds;

import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A world as files: what its services would have sent, and beside it the answers. */
public final class WorldFiles {
  /** OTLP JSON, one request with one span a line. */
  public static final String SPANS = "spans.jsonl";

  /** JSON log lines. */
  public static final String LOGS = "logs.jsonl";

  /** One line about the world, then one for each record, withheld ones included. */
  public static final String ANSWERS = "answers.jsonl";

  private final World world;

  public WorldFiles(World world) {
    this.world = world;
  }

  /** Writes the three files into a folder, which is made if need be. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(SPANS), spans());
    Files.write(folder.resolve(LOGS), lines());
    Files.write(folder.resolve(ANSWERS), new Answers(world).lines());
  }

  /** Each span as an OTLP request, in the order of delivery. */
  public List<String> spans() {
    List<String> spans = new ArrayList<>();
    for (Signal signal : world.delivery()) {
      if (signal instanceof Span span) {
        spans.add(JsonText.of(SpanText.request(span)));
      }
    }
    return spans;
  }

  /** Each log line, in the order of delivery. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Signal signal : world.delivery()) {
      if (signal instanceof LogRecord log) {
        lines.add(JsonText.of(LineText.line(log)));
      }
    }
    return lines;
  }
}
