package dev.throughline.journey.stitch;

import static dev.throughline.journey.Scene.rows;
import static dev.throughline.journey.Scene.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Scene;
import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.Span.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParentTest {
  private final Scene scene = new Scene();

  private Journey trace() {
    return scene.journey(Question.ofTrace(Scene.trace(1).hex()), ReadOptions.DEFAULTS);
  }

  @Test
  void cutsACycleAtItsEarliestSpan() {
    scene.span("a@shop", 1, 1, 0, 9).under(3).add();
    scene.span("b@shop", 1, 2, 1, 8).under(1).add();
    scene.span("c@shop", 1, 3, 2, 7).under(2).add();

    Journey journey = trace();

    assertThat(rows(journey)).containsExactly("0 a@shop", "1 b@shop", "2 c@shop");
    assertThat(step(journey, "a@shop").marks()).containsExactly(Mark.CYCLE_CUT);
    assertThat(step(journey, "c@shop").marks()).isEmpty();
  }

  @Test
  void makesASpanThatIsItsOwnParentARoot() {
    scene.span("a@shop", 1, 1, 0, 9).under(1).add();
    scene.span("b@shop", 1, 2, 1, 8).under(1).add();

    Journey journey = trace();

    assertThat(rows(journey)).containsExactly("0 a@shop", "1 b@shop");
    assertThat(step(journey, "a@shop").marks()).containsExactly(Mark.CYCLE_CUT);
  }

  @Test
  void leavesASpanWhoseParentIsMissingUnplacedAndNeverHangsItOnTheRoot() {
    scene.span("root@shop", 1, 1, 0, 9).add();
    scene.span("orphan@stock", 1, 3, 2, 5).under(2).add();
    scene.span("child of orphan@stock", 1, 4, 3, 4).under(3).add();

    Journey journey = trace();

    assertThat(rows(journey))
        .containsExactly("0 root@shop", "0 orphan@stock", "1 child of orphan@stock");
    assertThat(step(journey, "orphan@stock").marks()).containsExactly(Mark.UNPLACED);
    assertThat(journey.gaps()).extracting(Gap::cause).containsExactly(Gap.Cause.UNPLACED);
    assertThat(journey.complete()).isTrue();
  }

  @Test
  void hangsAChildUnderTheSpanOfItsOwnProcessWhereTwoBearTheId() {
    scene.span("one@shop", 1, 1, 0, 9).add();
    scene.span("two@stock", 1, 1, 0, 9).add();
    scene.span("child@stock", 1, 2, 3, 4).under(1).add();

    Journey journey = trace();

    assertThat(step(journey, "child@stock").parent())
        .isEqualTo(step(journey, "two@stock").number());
  }

  @Test
  void putsLogsUnderTheirSpan() {
    scene.span("root@shop", 1, 1, 0, 9).add();
    scene.span("inner@shop", 1, 2, 2, 5).under(1).add();
    scene.log("inside@shop", 3).in(1, 2).add();
    scene.log("around@shop", 4).in(1, 1).add();

    assertThat(rows(trace()))
        .containsExactly("0 root@shop", "1 inner@shop", "2 inside@shop", "1 around@shop");
  }

  @Test
  void putsALogWithoutSpanUnderTheInnermostSpanOfItsProcessThatCoversIt() {
    scene.span("root@shop", 1, 1, 0, 9).add();
    scene.span("inner@shop", 1, 2, 2, 5).under(1).add();
    scene.span("elsewhere@stock", 1, 3, 2, 5).under(1).add();
    scene.log("inside@shop", 3).ids(ids -> ids.traceId(Scene.trace(1))).add();

    Journey journey = trace();

    assertThat(step(journey, "inside@shop").parent())
        .isEqualTo(step(journey, "inner@shop").number());
  }

  @Test
  void putsALogThatNoSpanCoversUnderItsRequest() {
    scene.span("root@shop", 1, 1, 0, 9).add();
    scene.log("too late@shop", 50).ids(ids -> ids.traceId(Scene.trace(1))).add();

    Journey journey = trace();

    assertThat(rows(journey)).containsExactly("0 root@shop", "1 too late@shop");
  }

  @Test
  void leavesALogOfAServiceWithoutSpansUnplaced() {
    scene.span("root@shop", 1, 1, 0, 9).add();
    scene.log("who?@stock", 3).in(1, 7).add();

    assertThat(step(trace(), "who?@stock").marks()).containsExactly(Mark.UNPLACED);
  }

  @Test
  void takesLinesOfATraceWithoutAnySpanAsTheyAre() {
    scene.log("one@shop", 1).in(1, 1).add();
    scene.log("two@stock", 2).in(1, 2).add();

    Journey journey = trace();

    assertThat(rows(journey)).containsExactly("0 one@shop", "0 two@stock");
    assertThat(journey.gaps()).isEmpty();
  }

  @Test
  void hangsAConsumerThatBeganItsOwnTraceUnderWhatItConsumes() {
    scene.span("order@shop", 1, 1, 0, 9).user("alice").add();
    scene.span("send@shop", 1, 2, 2, 3).kind(Kind.PRODUCER).under(1).add();
    scene.span("process@mail", 2, 1, 100, 120).kind(Kind.CONSUMER).linkTo(1, 2).add();
    scene.span("deliver@mail", 2, 2, 105, 110).under(1).add();

    assertThat(rows(scene.journeyOf("alice")))
        .containsExactly("0 order@shop", "1 send@shop", "2 process@mail", "3 deliver@mail");
  }

  @Test
  void hangsAConsumerUnderTheProducerOfItsMessageId() {
    scene.span("order@shop", 1, 1, 0, 9).user("alice").add();
    scene
        .span("send@shop", 1, 2, 2, 3)
        .kind(Kind.PRODUCER)
        .under(1)
        .ids(ids -> ids.messageIds(List.of("m-1")))
        .add();
    scene
        .span("process@mail", 2, 1, 100, 120)
        .kind(Kind.CONSUMER)
        .ids(ids -> ids.messageIds(List.of("m-1")))
        .add();

    assertThat(rows(scene.journeyOf("alice")))
        .containsExactly("0 order@shop", "1 send@shop", "2 process@mail");
  }
}
