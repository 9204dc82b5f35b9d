package dev.throughline.cli;

import dev.throughline.cli.source.Reasons;
import dev.throughline.formats.JourneyJson;
import dev.throughline.journey.Journey;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Journeys that were written to files. */
final class JourneyFiles {
  private final Shell shell;

  JourneyFiles(Shell shell) {
    this.shell = shell;
  }

  /**
   * The two journeys; empty when one cannot be read, which has been said then.
   *
   * @param asked whether the command line asks for somebody besides
   */
  Optional<TwoJourneys> read(List<String> files, boolean asked) {
    if (asked) {
      throw new WrongUsage("files and handles both, expected one of them");
    }
    if (files.size() != 2) {
      throw new WrongUsage(
          "one file \"" + files.getFirst() + "\", expected two: the good journey and the other");
    }
    Optional<Journey> good = read(files.get(0));
    Optional<Journey> other = read(files.get(1));
    return good.isEmpty() || other.isEmpty()
        ? Optional.empty()
        : Optional.of(new TwoJourneys(good.get(), other.get(), true, true));
  }

  private Optional<Journey> read(String file) {
    try (InputStream in = open(file)) {
      return Optional.of(new JourneyJson().read(in));
    } catch (IOException e) {
      shell.complain(file + ": " + Reasons.of(e));
    } catch (IllegalArgumentException e) {
      shell.complain(file + ": " + e.getMessage() + "; journey --format json writes such a file");
    }
    return Optional.empty();
  }

  private InputStream open(String file) throws IOException {
    return file.equals("-")
        ? shell.in()
        : new BufferedInputStream(Files.newInputStream(Path.of(file)), 1 << 16);
  }
}
