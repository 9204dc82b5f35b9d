package dev.throughline.collector.query;

import dev.throughline.formats.JourneyJson;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code GET /api/v1/journey?user=alice&from=...&to=...}: a journey, put together here. The
 * parameters are the command line's options with {@code _} for {@code -}; without times it is the
 * last 24 hours, and for a trace all of time. {@code at} only chooses which failure is the origin.
 */
final class JourneyEndpoint implements Handler {
  private static final Set<String> HANDLES =
      Set.of("user", "session", "correlation", "trace", "field", "text");
  private static final Set<String> PARAMETERS =
      Set.of(
          "user",
          "session",
          "correlation",
          "trace",
          "field",
          "text",
          "from",
          "to",
          "at",
          "whole",
          "raw_time",
          "infer",
          "limit");
  private static final Duration USUAL_WINDOW = Duration.ofHours(24);

  private final JourneyReader journeys;
  private final Clock clock;

  JourneyEndpoint(StoreReader store, Clock clock) {
    this.journeys = new JourneyReader(List.of(store));
    this.clock = clock;
  }

  @Override
  public void handle(Context request) throws IOException {
    Parameters parameters = new Parameters(request, PARAMETERS);
    if (!parameters.hasAny(HANDLES)) {
      throw new IllegalArgumentException(
          "nobody is asked for, expected at least one of user, session, correlation, trace, field"
              + " and text");
    }
    ReadOptions options =
        ReadOptions.DEFAULTS
            .withRawTime(parameters.flag("raw_time", ReadOptions.DEFAULTS.rawTime()))
            .withInfer(parameters.flag("infer", ReadOptions.DEFAULTS.infer()))
            .withAt(parameters.time("at"))
            .withLimit(parameters.count("limit", Integer.MAX_VALUE, Integer.MAX_VALUE));
    Question question = question(parameters);
    request.contentType("application/json");
    new JourneyJson().write(journeys.read(question, options), request.outputStream());
  }

  private Question question(Parameters parameters) {
    Instant now = clock.instant();
    TimeRange usual =
        parameters.all("trace").isEmpty()
            ? new TimeRange(now.minus(USUAL_WINDOW), now)
            : TimeRange.ALL;
    parameters.all("trace").forEach(TraceId::new);
    return new Question(
        parameters.all("user"),
        parameters.all("session"),
        parameters.all("correlation"),
        parameters.all("trace"),
        fields(parameters.all("field")),
        parameters.all("text"),
        parameters.range(usual),
        parameters.flag("whole", false));
  }

  private static Map<String, List<String>> fields(List<String> pairs) {
    Map<String, List<String>> fields = new HashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("field is \"" + pair + "\", expected key=value");
      }
      fields
          .computeIfAbsent(pair.substring(0, equals), key -> new ArrayList<>())
          .add(pair.substring(equals + 1));
    }
    return fields;
  }
}
