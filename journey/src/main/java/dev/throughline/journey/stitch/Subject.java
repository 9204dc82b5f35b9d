package dev.throughline.journey.stitch;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Question;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was asked, as the journey repeats it. */
final class Subject {
  private Subject() {}

  /** Handle kind to its values; kinds that were not asked are absent. */
  static Map<String, List<String>> of(Question question) {
    Map<String, List<String>> subject = new LinkedHashMap<>();
    put(subject, "user", question.users());
    put(subject, "session", question.sessions());
    put(subject, "correlation", question.correlations());
    put(subject, "trace", question.traces());
    List<String> fields =
        question.fields().entrySet().stream()
            .flatMap(field -> field.getValue().stream().map(v -> field.getKey() + "=" + v))
            .toList();
    put(subject, "field", fields);
    put(subject, "text", question.texts());
    return subject;
  }

  private static void put(Map<String, List<String>> subject, String kind, List<String> values) {
    if (!values.isEmpty()) {
      subject.put(kind, values);
    }
  }

  /** The asked bounds; an end that was left open is null. */
  static Journey.Window window(Question question) {
    Instant from = question.window().from();
    Instant to = question.window().to();
    return new Journey.Window(
        from.equals(Instant.MIN) ? null : from, to.equals(Instant.MAX) ? null : to);
  }
}
