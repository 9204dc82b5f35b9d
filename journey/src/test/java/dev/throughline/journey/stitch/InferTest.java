package dev.throughline.journey.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.Journey;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Scene;
import dev.throughline.journey.Step;
import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.Span.Kind;
import dev.throughline.journey.store.TimeRange;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines that lost their ids, and the one place where they can belong, or none. */
class InferTest {
  private static final Question ALICE = Question.ofUser("alice", TimeRange.ALL);

  private final Scene scene = new Scene();

  /** A request of alice's, from 1,000 to 1,100, worked for by one thread. */
  @BeforeEach
  void request() {
    scene.span("GET /@shop", 1, 1, 1000, 1100).kind(Kind.SERVER).user("alice").add();
    scene.span("query@shop", 1, 2, 1040, 1060).under(1).add();
    scene.log("named@shop", 1010).in(1, 1).with("thread.name", "worker-1").add();
  }

  private void lineAt(long at, String thread) {
    Scene.LogDraft line = scene.log("line@shop", at);
    (thread.isEmpty() ? line : line.with("thread.name", thread)).add();
  }

  private void otherRequest(long from, long to, String thread) {
    scene.span("GET /other@shop", 2, 1, from, to).kind(Kind.SERVER).user("bob").add();
    scene.log("of bob@shop", from + 1).in(2, 1).with("thread.name", thread).add();
  }

  private List<Step> inferred(ReadOptions options) {
    return scene.journey(ALICE, options).steps().stream()
        .filter(step -> step.marks().contains(Mark.INFERRED))
        .toList();
  }

  private List<Step> inferred() {
    return inferred(ReadOptions.DEFAULTS);
  }

  @Test
  void putsALineUnderTheInnermostSpanOfTheRequestItsThreadWorkedFor() {
    otherRequest(1005, 1090, "worker-2");
    lineAt(1050, "worker-1");

    assertThat(inferred()).hasSize(1);
    Step line = inferred().getFirst();
    assertThat(line.confidence()).isEqualTo(0.97);
    assertThat(line.because().getLast().edge()).isEqualTo(Edge.INFERRED);
    assertThat(line.depth()).isEqualTo(2);
  }

  @Test
  void takesALineWithoutThreadWhereNoOtherRequestWasOpen() {
    lineAt(1050, "");

    assertThat(inferred()).extracting(Step::confidence).containsExactly(0.9);
  }

  @Test
  void leavesALineThatTwoRequestsCouldHaveWritten() {
    otherRequest(1005, 1090, "worker-2");
    lineAt(1050, "");
    lineAt(1051, "worker-3");

    assertThat(inferred()).isEmpty();
  }

  @Test
  void seesARequestOfSomebodyElsesThatBeganBeforeAndIsStillOpen() {
    otherRequest(100, 1090, "worker-2");
    lineAt(1050, "");

    assertThat(inferred()).isEmpty();
  }

  @Test
  void leavesALineOfAThreadThatDoesOtherThings() {
    lineAt(1050, "scheduler");

    assertThat(inferred()).isEmpty();
    assertThat(inferred(ReadOptions.DEFAULTS.withMinConfidence(0.3))).hasSize(1);
  }

  @Test
  void leavesALineOfAnotherTimeOrProcess() {
    lineAt(500, "worker-1");
    lineAt(1200, "worker-1");
    scene.log("line@mail", 1050).with("thread.name", "worker-1").add();

    assertThat(inferred()).isEmpty();
  }

  @Test
  void infersNothingWhenToldSo() {
    lineAt(1050, "worker-1");

    assertThat(inferred(ReadOptions.DEFAULTS.withInfer(false))).isEmpty();
  }

  @Test
  void findsLinesInOneSourceForRequestsOfAnother() {
    Scene lines = new Scene();
    lines.log("line@shop", 1050).with("thread.name", "worker-1").add();
    lines.log("line@shop", 1051).add();
    otherRequest(1005, 1090, "worker-2");

    Journey journey =
        new JourneyReader(List.of(scene.store("traces"), lines.store("lines")))
            .read(ALICE, ReadOptions.DEFAULTS);

    assertThat(journey.steps()).filteredOn(s -> s.marks().contains(Mark.INFERRED)).hasSize(1);
  }
}
