package dev.throughline.cli;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.SourceReport;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says why there is no journey, and what to try. */
final class NothingFound {
  private final Shell shell;
  private final ZoneId zone;

  NothingFound(Shell shell, ZoneId zone) {
    this.shell = shell;
    this.zone = zone;
  }

  /**
   * @param silent whether no source could answer at all
   */
  void explain(Journey journey, boolean silent) {
    for (SourceReport source : journey.sources()) {
      if (source.failure() != null) {
        shell.complain(source.name() + ": " + source.failure());
      }
    }
    if (!silent) {
      shell.complain("nothing found for " + subject(journey) + window(journey.window()));
      for (Gap gap : journey.gaps()) {
        shell.complain(gap.detail());
      }
    }
  }

  private static String subject(Journey journey) {
    StringJoiner subject = new StringJoiner("; ");
    for (Map.Entry<String, List<String>> kind : new TreeMap<>(journey.subject()).entrySet()) {
      subject.add(kind.getKey() + " " + String.join(", ", kind.getValue()));
    }
    return subject.toString();
  }

  private String window(Journey.Window window) {
    if (window.from() == null && window.to() == null) {
      return " at any time";
    }
    return " from "
        + time(window.from())
        + " to "
        + time(window.to())
        + "; --since 7d looks further back, trace-cli users tells who was seen";
  }

  private String time(@Nullable Instant time) {
    return time == null
        ? "any time"
        : time.truncatedTo(ChronoUnit.SECONDS).atZone(zone).toOffsetDateTime().toString();
  }
}
