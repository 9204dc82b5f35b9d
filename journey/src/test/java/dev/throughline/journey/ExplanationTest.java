package dev.throughline.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.Explanation.LeftOut;
import dev.throughline.journey.Explanation.NotFollowed;
import dev.throughline.journey.Explanation.Strand;
import dev.throughline.journey.model.Span.Kind;
import dev.throughline.journey.store.TimeRange;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a journey came together. */
class ExplanationTest {
  private final Scene scene = new Scene();

  private Explanation explain(ReadOptions options) {
    return new JourneyReader(List.of(scene.store("scene")))
        .explain(Question.ofUser("alice", TimeRange.ALL), options);
  }

  @Test
  void countsWhatEachTieLedTo() {
    scene.span("login@gateway", 1, 1, 0, 10).ids(i -> i.sessionId("s").user("alice")).add();
    scene.span("check@auth", 1, 2, 1, 9).under(1).add();
    scene.span("cart@gateway", 2, 1, 20, 30).ids(i -> i.sessionId("s")).add();
    scene.span("stock@stock", 2, 2, 21, 29).under(1).add();
    scene.log("in stock@stock", 25).in(2, 2).add();

    Explanation explanation = explain(ReadOptions.DEFAULTS);

    assertThat(explanation.strands())
        .extracting(Strand::number, Strand::parent, Strand::edge, Strand::value, Strand::records)
        .containsExactly(
            tuple(1, null, Edge.USER, "alice", 1L),
            tuple(2, 1, Edge.TRACE, Scene.trace(1).hex(), 1L),
            tuple(3, 1, Edge.SESSION, "s", 1L),
            tuple(4, 3, Edge.TRACE, Scene.trace(2).hex(), 2L));
    assertThat(explanation.strands().stream().mapToLong(Strand::records).sum())
        .isEqualTo(explanation.journey().steps().size());
    assertThat(explanation.notFollowed()).isEmpty();
    assertThat(explanation.leftOut()).isEmpty();
  }

  @Test
  void namesTheHubsAndTheTiesThatWereTakenOut() {
    scene
        .span("a@gateway", 1, 1, 0, 10)
        .ids(i -> i.sessionId("s").correlationId("proxy").user("alice"))
        .add();
    for (int other = 2; other < 6; other++) {
      String user = "user-" + other;
      scene.log("x@shop", other).ids(i -> i.correlationId("proxy").user(user)).add();
    }

    assertThat(explain(ReadOptions.DEFAULTS.withoutEdges(Set.of("session=s"))).notFollowed())
        .containsExactly(
            new NotFollowed(Edge.SESSION, "s", "taken out on request"),
            new NotFollowed(Edge.CORRELATION, "proxy", "5 persons share it, more than 3"));
  }

  @Test
  void saysWhoseItIsWhatWasLeftOutAndByWhichTie() {
    scene
        .span("a@gateway", 1, 1, 0, 10)
        .kind(Kind.SERVER)
        .ids(i -> i.sessionId("s").user("alice"))
        .add();
    scene
        .span("b@gateway", 2, 1, 50, 60)
        .kind(Kind.SERVER)
        .ids(i -> i.sessionId("s").user("bob"))
        .add();
    scene.span("b@stock", 2, 2, 51, 59).under(1).add();
    scene.span("after@gateway", 3, 1, 90, 95).kind(Kind.SERVER).ids(i -> i.sessionId("s")).add();

    Explanation explanation = explain(ReadOptions.DEFAULTS);

    assertThat(explanation.leftOut())
        .containsExactly(
            new LeftOut(Edge.SESSION, "s", List.of(), 1, 1),
            new LeftOut(Edge.SESSION, "s", List.of("user.id=bob"), 2, 1));
    assertThat(explanation.journey().gaps())
        .extracting(Gap::cause, Gap::count)
        .containsExactly(tuple(Gap.Cause.OTHER_USER, 3L));
  }

  @Test
  void aUserWhoIsTakenOutLeavesNothing() {
    scene.log("hello@shop", 0).user("alice").add();

    Explanation explanation = explain(ReadOptions.DEFAULTS.withoutEdges(Set.of("user=alice")));

    assertThat(explanation.journey().steps()).isEmpty();
  }
}
