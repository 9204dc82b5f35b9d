package dev.throughline.journey.worlds;

import dev.throughline.journey.Journey;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Scene;
import dev.throughline.journey.model.Span.Kind;
import dev.throughline.journey.store.InMemoryStore;
import dev.throughline.journey.store.TimeRange;
import java.util.List;

/**
 * A program: stitches one journey of the given number of steps and prints how long that took. Run
 * it with {@code -Xmx512m} to see that 200,000 fit.
 */
public final class Giant {
  private static final int STEPS_PER_TRACE = 100;

  /** How many steps the virtual machine wants to see before it is fast. */
  private static final int WARM = 100_000;

  private Giant() {}

  /**
   * @param args the number of steps, and {@code one} for a single trace
   */
  public static void main(String[] args) {
    int steps = Integer.parseInt(args[0]);
    boolean single = args.length > 1 && args[1].equals("one");
    System.out.printf(
        "%d steps: %.2f ms per 1,000 steps%n", steps, measure(store(steps, single), steps));
  }

  /** Milliseconds of stitching per 1,000 steps, the best of several rounds. */
  static double measure(int steps) {
    return measure(store(steps, false), steps);
  }

  private static double measure(InMemoryStore store, int steps) {
    JourneyReader reader = new JourneyReader(List.of(store));
    double best = Double.MAX_VALUE;
    for (int round = 0; round < Math.max(3, WARM / steps); round++) {
      long started = System.nanoTime();
      Journey journey = reader.read(Question.ofUser("alice", TimeRange.ALL), ReadOptions.DEFAULTS);
      double millis = (System.nanoTime() - started) / 1e6;
      if (journey.steps().size() != steps) {
        throw new IllegalStateException(journey.steps().size() + " steps, expected " + steps);
      }
      best = Math.min(best, millis * 1000 / steps);
    }
    return best;
  }

  /** A request of a hundred steps, over and over, or all of them in one trace. */
  static InMemoryStore store(int steps, boolean single) {
    InMemoryStore store = new InMemoryStore("giant");
    int span = 0;
    for (int i = 0; i < steps; i++) {
      int place = i % STEPS_PER_TRACE;
      int trace = single ? 1 : 1 + i / STEPS_PER_TRACE;
      Scene scene = new Scene();
      String service = "service-" + place % 7;
      if (place == 0) {
        span = single ? i + 1 : 1;
        Scene.SpanDraft entry =
            scene.span("GET /@" + service, trace, span, i, i + 99).id("r" + i).kind(Kind.SERVER);
        (i == 0 || !single ? entry : entry.under(1))
            .ids(ids -> ids.sessionId("s").user("alice"))
            .add();
      } else if (place % 2 == 0) {
        scene
            .span("call@" + service, trace, span + place, i, i + 1)
            .id("r" + i)
            .host("host-" + place % 5)
            .under(span + place - 2)
            .kind(place % 4 == 0 ? Kind.SERVER : Kind.CLIENT)
            .add();
      } else {
        scene
            .log("line@" + service, i)
            .id("r" + i)
            .host("host-" + place % 5)
            .in(trace, span + place - 1)
            .sequence(i)
            .add();
      }
      scene.signals().forEach(store::put);
    }
    return store;
  }
}
