package dev.throughline.journey;

import dev.throughline.journey.store.TimeRange;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is asked. Values of one kind unite, different kinds narrow.
 *
 * @param users bare names, each tried in the namespaces in their order; {@code user.email=x} names
 *     one
 * @param fields values of exact attributes, by name; each attribute is a kind of its own
 * @param texts what messages contain, without regard to case
 * @param window which records may be seeds; traces come whole
 * @param whole whether a narrow handle widens to the person it leads to
 */
public record Question(
    List<String> users,
    List<String> sessions,
    List<String> correlations,
    List<String> traces,
    Map<String, List<String>> fields,
    List<String> texts,
    TimeRange window,
    boolean whole) {

  public Question {
    users = List.copyOf(users);
    sessions = List.copyOf(sessions);
    correlations = List.copyOf(correlations);
    traces = List.copyOf(traces);
    Map<String, List<String>> copied = new TreeMap<>();
    fields.forEach((name, values) -> copied.put(name, List.copyOf(values)));
    fields = Collections.unmodifiableMap(copied);
    texts = List.copyOf(texts);
  }

  /** Everything of one person in a stretch of time. */
  public static Question ofUser(String user, TimeRange window) {
    return new Question(
        List.of(user), List.of(), List.of(), List.of(), Map.of(), List.of(), window, false);
  }

  /** Exactly one trace, whenever it was. */
  public static Question ofTrace(String traceId) {
    return new Question(
        List.of(),
        List.of(),
        List.of(),
        List.of(traceId),
        Map.of(),
        List.of(),
        TimeRange.ALL,
        false);
  }
}
