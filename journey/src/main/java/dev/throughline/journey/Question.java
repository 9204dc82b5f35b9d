package dev.throughline.journey;

import dev.throughline.journey.store.TimeRange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked. Values of one kind unite, different kinds narrow.
 *
 * @param users bare names, each tried in the namespaces in their order; {@code user.email=x} names
 *     one
 * @param fields exact attributes
 * @param window which records may be seeds; traces come whole
 * @param whole whether a narrow handle widens to the person it leads to
 */
public record Question(
    List<String> users,
    List<String> sessions,
    List<String> correlations,
    List<String> traces,
    Map<String, String> fields,
    @Nullable String text,
    TimeRange window,
    boolean whole) {

  public Question {
    users = List.copyOf(users);
    sessions = List.copyOf(sessions);
    correlations = List.copyOf(correlations);
    traces = List.copyOf(traces);
    fields = Map.copyOf(fields);
  }

  /** Everything of one person in a stretch of time. */
  public static Question ofUser(String user, TimeRange window) {
    return new Question(
        List.of(user), List.of(), List.of(), List.of(), Map.of(), null, window, false);
  }

  /** Exactly one trace, whenever it was. */
  public static Question ofTrace(String traceId) {
    return new Question(
        List.of(), List.of(), List.of(), List.of(traceId), Map.of(), null, TimeRange.ALL, false);
  }
}
