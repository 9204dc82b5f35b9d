package dev.throughline.journey.stitch;

import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.TraceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The last resort, when no record names the user in a field: messages that mention the name. Half
 * sure, and followed no further than the record's own trace, and that only if the message says
 * {@code user=name} and the trace names nobody.
 */
final class TextMention {
  static final double CONFIDENCE = 0.5;

  private static final String KEYS =
      "(?:user|user[._]?id|user[._]?name|enduser\\.id|login|uid|account|customer|customer[._]?id"
          + "|e?mail|principal|sub)";

  private final List<Pattern> anywhere = new ArrayList<>();
  private final List<Pattern> keyed = new ArrayList<>();

  TextMention(Collection<String> names) {
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    for (String name : names) {
      String word = "(?<![\\p{L}\\p{N}_.@-])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_@-])";
      anywhere.add(Pattern.compile(word, flags));
      String key = "(?<![\\p{L}\\p{N}_])" + KEYS + "[\"']?\\s?[=:]\\s?[\"']?";
      keyed.add(Pattern.compile(key + Pattern.quote(name) + "(?![\\p{L}\\p{N}_@-])", flags));
    }
  }

  /** Whether the message has a name as a word of its own. */
  boolean isIn(Signal signal) {
    return signal instanceof LogRecord log
        && anywhere.stream().anyMatch(pattern -> pattern.matcher(log.body()).find());
  }

  private boolean isKeyedIn(Signal signal) {
    return signal instanceof LogRecord log
        && keyed.stream().anyMatch(pattern -> pattern.matcher(log.body()).find());
  }

  Ownership own(List<Row> rows, Person person) {
    Set<TraceId> mentioned = new HashSet<>();
    Set<TraceId> named = new HashSet<>();
    for (Row row : rows) {
      TraceId trace = row.signal().ids().traceId();
      if (trace != null) {
        if (isKeyedIn(row.signal())) {
          mentioned.add(trace);
        }
        if (person.persons(row.signal().ids()).findAny().isPresent()) {
          named.add(trace);
        }
      }
    }
    mentioned.removeAll(named);
    double[] confidence = new double[rows.size()];
    for (Row row : rows) {
      TraceId trace = row.signal().ids().traceId();
      if (isIn(row.signal()) || trace != null && mentioned.contains(trace)) {
        confidence[row.index()] = CONFIDENCE;
      }
    }
    return new Ownership(confidence, new boolean[rows.size()], List.of());
  }
}
