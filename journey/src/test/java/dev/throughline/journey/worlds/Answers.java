package dev.throughline.journey.worlds;

import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The truth about a world, a JSON object on each line: first the world, then its records. */
final class Answers {
  private final World world;

  Answers(World world) {
    this.world = world;
  }

  List<String> lines() {
    Map<RecordId, Signal> recorded = new HashMap<>();
    world.signals().forEach(signal -> recorded.put(signal.recordId(), signal));
    List<String> lines = new ArrayList<>();
    lines.add(JsonText.of(summary()));
    world.truths().forEach((id, truth) -> lines.add(JsonText.of(answer(truth, recorded.get(id)))));
    return lines;
  }

  private Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("seed", world.seed());
    summary.put("users", world.users());
    summary.put("faults", world.knobs().faults());
    summary.put("culprits", world.culprits());
    Map<String, Object> clocks = new LinkedHashMap<>();
    world
        .clocks()
        .forEach(
            (host, clock) ->
                clocks.put(
                    host, Map.of("offset_ns", clock.offsetNanos(), "drift_ppm", clock.driftPpm())));
    summary.put("clocks", clocks);
    summary.put(
        "gaps",
        world.gaps().stream()
            .distinct()
            .map(g -> Map.of("user", g.user(), "service", g.service(), "cause", g.cause()))
            .toList());
    return summary;
  }

  private static Map<String, Object> answer(Truth truth, @Nullable Signal recorded) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("record", truth.record());
    answer.put("what", truth.what());
    if (recorded instanceof Span span) {
      answer.put("trace_id", span.traceId());
      answer.put("span_id", span.spanId());
    }
    answer.put("owners", truth.owners());
    answer.put("unsure", truth.unsure());
    answer.put("true_ns", truth.trueNanos());
    answer.put("cause", truth.cause());
    answer.put("withheld", truth.withheld());
    return answer;
  }
}
