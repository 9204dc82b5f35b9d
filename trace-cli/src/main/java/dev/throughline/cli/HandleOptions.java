package dev.throughline.cli;

import dev.throughline.journey.Question;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.store.TimeRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Who or what is asked for. Values are data: none is ever read as a query. */
final class HandleOptions {
  @Option(names = "--user", paramLabel = "NAME", description = "Everything of this person.")
  private List<String> users = new ArrayList<>();

  @Option(names = "--session", paramLabel = "ID", description = "What this session did.")
  private List<String> sessions = new ArrayList<>();

  @Option(
      names = "--correlation",
      paramLabel = "ID",
      description = "What carries this correlation id.")
  private List<String> correlations = new ArrayList<>();

  @Option(names = "--trace", paramLabel = "ID", description = "This trace, whenever it was.")
  private List<String> traces = new ArrayList<>();

  @Option(
      names = "--field",
      paramLabel = "KEY=VALUE",
      description = "What has exactly this attribute.")
  private List<String> fields = new ArrayList<>();

  @Option(
      names = "--text",
      paramLabel = "WORDS",
      description = "Log lines that contain this text, without regard to case.")
  private List<String> texts = new ArrayList<>();

  @Option(
      names = "--whole",
      description = "Widen what another handle than --user finds to the whole person.")
  private boolean whole;

  boolean isEmpty() {
    return users.isEmpty()
        && sessions.isEmpty()
        && correlations.isEmpty()
        && traces.isEmpty()
        && fields.isEmpty()
        && texts.isEmpty();
  }

  boolean namesTraces() {
    return !traces.isEmpty();
  }

  /** Whether persons are asked for, and nothing narrows that. */
  boolean namesUsersAlone() {
    return !users.isEmpty()
        && sessions.isEmpty()
        && correlations.isEmpty()
        && traces.isEmpty()
        && fields.isEmpty()
        && texts.isEmpty();
  }

  /**
   * @param names under which a person asked for may be stored
   */
  Question question(TimeRange window, StoredNames names) {
    if (isEmpty()) {
      throw new WrongUsage(
          "nobody is asked for, expected --user NAME, --session ID, --correlation ID, --trace ID,"
              + " --field KEY=VALUE or --text WORDS");
    }
    return new Question(
        names.ofUsers(filled("--user", users)),
        filled("--session", sessions),
        filled("--correlation", correlations),
        filled("--trace", traces).stream().map(id -> traceId("--trace", id)).toList(),
        pairs(names),
        filled("--text", texts),
        window,
        whole);
  }

  /**
   * A trace id as it is stored: 64-bit ids are padded with zeros.
   *
   * @param where the option, for the error
   */
  static String traceId(String where, String id) {
    String full = id.length() == 16 ? "0".repeat(16) + id : id;
    return TraceId.parse(full)
        .map(TraceId::hex)
        .orElseThrow(
            () ->
                new WrongUsage(
                    where
                        + " \""
                        + id
                        + "\" is no trace id, expected 32 hex digits, not all zero"));
  }

  private static List<String> filled(String option, List<String> values) {
    if (values.stream().anyMatch(String::isBlank)) {
      throw new WrongUsage(option + " is empty, expected a value");
    }
    return values;
  }

  private Map<String, List<String>> pairs(StoredNames names) {
    Map<String, List<String>> pairs = new HashMap<>();
    for (String field : fields) {
      int equals = field.indexOf('=');
      if (equals < 1) {
        throw new WrongUsage(
            "--field \"" + field + "\" names no value, expected KEY=VALUE such as order_id=4711");
      }
      String key = field.substring(0, equals);
      pairs
          .computeIfAbsent(key, unseen -> new ArrayList<>())
          .addAll(names.ofField(key, field.substring(equals + 1)));
    }
    return pairs;
  }
}
