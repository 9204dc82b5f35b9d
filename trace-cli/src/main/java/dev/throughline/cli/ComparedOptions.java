package dev.throughline.cli;

import dev.throughline.cli.source.OpenSource;
import dev.throughline.cli.source.Sources;
import dev.throughline.journey.Journey;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.store.TimeRange;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which two journeys are compared: of one person at two times, or of two persons. */
final class ComparedOptions {
  @Mixin private final HandleOptions handles = new HandleOptions();
  @Mixin private final WindowOptions window = new WindowOptions();
  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final StitchOptions stitch = new StitchOptions();

  @Option(
      names = "--good",
      paramLabel = "TIME",
      description =
          "When all was well, as wide as --around says; the other journey is about now, or as"
              + " --at, --since and --until say.")
  private @Nullable String good;

  @Option(
      names = "--other",
      paramLabel = "NAME",
      description = "The person to be compared with --user, for whom all was well.")
  private @Nullable String other;

  /** Whether anything is asked of a source. */
  boolean isAsked() {
    return !handles.isEmpty() || good != null || other != null;
  }

  ZoneId zone(Shell shell) {
    return window.zone(shell.clock());
  }

  /** Reads both journeys from the same sources, opened once. */
  TwoJourneys read(Shell shell) {
    check();
    Clock clock = shell.clock();
    TimeRange then =
        good == null ? window.range(clock, !source.anyLive()) : window.about(clock, "--good", good);
    TimeRange now = good == null ? then : window.rangeOrNow(clock);
    StoredNames names = StoredNames.of(shell);
    Question goodOne = handles.question(then, names);
    Question otherOne = other == null ? handles.question(now, names) : person(other, now, names);
    ReadOptions options = stitch.options();
    try (Sources sources = source.open(shell)) {
      JourneyReader reader =
          new JourneyReader(sources.all().stream().map(OpenSource::reader).toList());
      Journey first = reader.read(goodOne, options);
      Journey second = reader.read(otherOne, options.withAt(window.at(clock)));
      names.tell(shell, first, second);
      return new TwoJourneys(
          Remarks.added(first, sources.all()),
          Remarks.added(second, sources.all()),
          isAnswered(first),
          isAnswered(second));
    }
  }

  private static Question person(String name, TimeRange range, StoredNames names) {
    List<String> users = names.ofUsers(List.of(name));
    return new Question(users, List.of(), List.of(), List.of(), Map.of(), List.of(), range, false);
  }

  private void check() {
    if (good == null && other == null) {
      throw new WrongUsage(
          "nothing to compare with, expected --good TIME, --other NAME or two files");
    }
    if (other != null && other.isBlank()) {
      throw new WrongUsage("--other is empty, expected a name");
    }
    if (other != null && !handles.namesUsersAlone()) {
      throw new WrongUsage("--other compares persons, expected --user and no other handle");
    }
    if (good != null && handles.namesTraces()) {
      throw new WrongUsage("--good with --trace, but a trace is the same at any time");
    }
  }

  private static boolean isAnswered(Journey journey) {
    return !journey.steps().isEmpty()
        || journey.sources().stream().anyMatch(report -> report.failure() == null);
  }
}
