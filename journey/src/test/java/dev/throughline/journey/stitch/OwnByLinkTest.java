package dev.throughline.journey.stitch;

import static dev.throughline.journey.Scene.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Scene;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.Span.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What links between spans, those of a batch's messages too, make a person's own. */
class OwnByLinkTest {
  private final Scene scene = new Scene();

  @Test
  void followsALinkFromEitherEnd() {
    scene.span("order@orders", 1, 1, 0, 10).id("cause").user("alice").add();
    scene.span("report@mail", 2, 1, 20, 30).id("effect").kind(Kind.CONSUMER).linkTo(1, 1).add();
    assertThat(ids(scene.journeyOf("alice"))).containsExactly("cause", "effect");

    Scene backwards = new Scene();
    backwards.span("order@orders", 1, 1, 0, 10).id("cause").add();
    backwards
        .span("report@mail", 2, 1, 20, 30)
        .id("effect")
        .kind(Kind.CONSUMER)
        .user("alice")
        .linkTo(1, 1)
        .add();
    assertThat(ids(backwards.journeyOf("alice"))).containsExactly("cause", "effect");
  }

  @Test
  void neverFollowsALinkThatIsAStrangersWord() {
    scene.span("order@orders", 1, 1, 0, 10).id("alice").kind(Kind.SERVER).user("alice").add();
    scene
        .span("GET /@gateway", 2, 1, 20, 30)
        .id("nobody")
        .kind(Kind.SERVER)
        .foreignLinkTo(1, 1)
        .add();
    scene
        .span("GET /@gateway", 3, 1, 40, 50)
        .id("mallory")
        .kind(Kind.SERVER)
        .user("mallory")
        .foreignLinkTo(1, 1)
        .add();

    assertThat(ids(scene.journeyOf("alice"))).containsExactly("alice");
    Journey mallory = scene.journeyOf("mallory");
    assertThat(ids(mallory)).containsExactly("mallory");
    assertThat(mallory.gaps()).isEmpty();
  }

  @Test
  void splitsABatchByMessageAndMarksWhatIsShared() {
    for (String user : List.of("alice", "bob")) {
      int trace = user.equals("alice") ? 1 : 2;
      scene.span("order@shop", trace, 1, 0, 9).id(user + "-order").user(user).add();
      scene.span("send@shop", trace, 2, 2, 3).id(user + "-send").kind(Kind.PRODUCER).under(1).add();
      scene
          .span("process@mail", 3, trace + 1, 110 + trace, 120)
          .id(user + "-process")
          .kind(Kind.CONSUMER)
          .under(1)
          .linkTo(trace, 2)
          .add();
      scene.log("sent@mail", 115 + trace).id(user + "-sent").in(3, trace + 1).add();
    }
    scene.span("poll@mail", 3, 1, 100, 130).id("poll").add();
    scene.log("polled 2@mail", 101).id("polled").in(3, 1).add();

    Journey journey = scene.journeyOf("alice");

    assertThat(ids(journey))
        .containsExactly(
            "alice-order", "alice-send", "poll", "polled", "alice-process", "alice-sent");
    assertThat(journey.steps())
        .filteredOn(step -> step.marks().contains(Step.Mark.SHARED))
        .extracting(step -> step.signal().recordId().value())
        .containsExactly("poll", "polled");
  }

  @Test
  void followsWhatTheConsumerOfABatchSendsOnForThePersonAlone() {
    scene.span("poll@mail", 9, 1, 100, 130).id("poll").add();
    for (String user : List.of("alice", "bob")) {
      int trace = user.equals("alice") ? 1 : 2;
      scene
          .span("send@shop", trace, 2, 2, 3)
          .id(user + "-send")
          .kind(Kind.PRODUCER)
          .user(user)
          .add();
      scene
          .span("process@mail", 9, trace + 1, 110 + trace, 120)
          .id(user + "-process")
          .kind(Kind.CONSUMER)
          .under(1)
          .linkTo(trace, 2)
          .add();
      scene
          .span("send on@mail", 9, trace + 11, 114 + trace, 116 + trace)
          .id(user + "-send-on")
          .kind(Kind.PRODUCER)
          .under(trace + 1)
          .add();
      scene
          .span("process@archive", trace + 20, 1, 140 + trace, 150)
          .id(user + "-archive")
          .kind(Kind.CONSUMER)
          .linkTo(9, trace + 11)
          .add();
    }

    for (String user : List.of("alice", "bob")) {
      assertThat(ids(scene.journeyOf(user)))
          .containsExactly(
              user + "-send", "poll", user + "-process", user + "-send-on", user + "-archive");
    }
  }
}
