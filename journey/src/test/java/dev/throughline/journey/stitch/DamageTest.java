package dev.throughline.journey.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Scene;
import dev.throughline.journey.Step;
import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever came in is shown, once, and nothing goes round for ever. */
class DamageTest {
  private static final int MANY = 20_000;

  private final Scene scene = new Scene();

  private Journey whole() {
    Journey journey = scene.journeyOf("alice");
    assertThat(journey.steps()).hasSameSizeAs(scene.signals());
    return journey;
  }

  @Test
  void aChainOfCallsDeeperThanAnyStack() {
    for (int span = 1; span <= MANY; span++) {
      Scene.SpanDraft draft =
          scene.span("op@s" + span % 5, 1, span, span, 1_000_000 - span).host("h" + span % 3);
      (span == 1 ? draft : draft.under(span - 1)).user("alice").add();
    }

    Journey journey = whole();

    assertThat(journey.steps().getLast().depth()).isEqualTo(MANY - 1);
  }

  @Test
  void aSpanWithCountlessChildren() {
    for (int span = 1; span <= MANY; span++) {
      scene.span("op@s" + span % 5, 1, span, span, span + 1).user("alice").under(1).add();
    }

    assertThat(whole().steps()).filteredOn(step -> step.depth() == 1).hasSize(MANY - 1);
  }

  @Test
  void oneCircleOfAllSpans() {
    for (int span = 1; span <= MANY; span++) {
      scene
          .span("op@s", 1, span, span, span + 1)
          .user("alice")
          .under(span == 1 ? MANY : span - 1)
          .add();
    }

    assertThat(whole().steps()).filteredOn(s -> s.marks().contains(Mark.CYCLE_CUT)).hasSize(1);
  }

  @Test
  void messagesThatGoRoundBetweenTraces() {
    for (int trace = 1; trace <= 500; trace++) {
      int from = trace;
      int to = trace % 500 + 1;
      scene
          .span("pass on@s", trace, 1, trace, trace + 1)
          .kind(Kind.CONSUMER)
          .user("alice")
          .linkTo(to, 1)
          .ids(i -> i.messageIds(List.of("m-" + from, "m-" + to)))
          .add();
    }

    whole();
  }

  /** Times of 1970 and 2262, ends before starts, ids that clash, parents anywhere. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everythingWrongAtOnce(long seed) {
    Random random = new Random(seed);
    long far = 7_400_000_000_000L;
    for (int i = 0; i < 400; i++) {
      long at = random.nextInt(10) == 0 ? (random.nextBoolean() ? far : -1_795_348_800_000L) : i;
      long end = random.nextInt(10) == 0 ? at - 1000 : at + random.nextInt(1000);
      scene
          .span("op@s" + random.nextInt(4), 1 + random.nextInt(3), 1 + random.nextInt(30), at, end)
          .id("span-" + i)
          .host("h" + random.nextInt(3))
          .kind(Kind.values()[random.nextInt(5)])
          .under(1 + random.nextInt(30))
          .linkTo(1 + random.nextInt(3), 1 + random.nextInt(30))
          .user("alice")
          .add();
      scene
          .log("line@s" + random.nextInt(4), at)
          .id("log-" + i)
          .in(1 + random.nextInt(3), 1 + random.nextInt(40))
          .sequence(random.nextInt(50))
          .user("alice")
          .add();
    }

    Journey journey = scene.journeyOf("alice");

    List<String> shown = new ArrayList<>();
    for (Step step : journey.steps()) {
      shown.add(step.signal().recordId().value());
      step.merged().forEach(report -> shown.add(report.recordId().value()));
      assertThat(step.parent() == null ? 0 : step.parent()).isLessThan(step.number());
    }
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            scene.signals().stream().map(signal -> signal.recordId().value()).toList());
    assertThat(shuffled(random).steps()).isEqualTo(journey.steps());
  }

  private Journey shuffled(Random random) {
    List<Signal> signals = scene.signals();
    Collections.shuffle(signals, random);
    return scene.journeyOf("alice");
  }
}
