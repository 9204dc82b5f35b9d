package dev.throughline.journey;

import static dev.throughline.journey.Scene.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.Span.Kind;
import org.junit.jupiter.api.Test;

/** The whole way from records in a store to a journey. */
class JourneyReaderTest {

  @Test
  void followsAUserNamedOnOneSpanThroughAllServices() {
    Scene scene = new Scene();
    scene.span("GET /@gateway", 1, 1, 0, 10).kind(Kind.SERVER).ids(i -> i.sessionId("s-1")).add();
    scene
        .span("POST /login@gateway", 2, 1, 100, 150)
        .kind(Kind.SERVER)
        .ids(i -> i.sessionId("s-1"))
        .add();
    scene.span("call auth@gateway", 2, 2, 101, 149).kind(Kind.CLIENT).under(1).add();
    scene.span("login@auth", 2, 3, 102, 148).kind(Kind.SERVER).under(2).user("alice").add();
    scene.log("welcome@auth", 120).in(2, 3).event("UserLoggedIn").add();
    scene
        .span("GET /cart@gateway", 3, 1, 200, 210)
        .kind(Kind.SERVER)
        .ids(i -> i.sessionId("s-1"))
        .add();

    Journey journey = scene.journeyOf("alice");

    assertThat(rows(journey))
        .containsExactly(
            "0 GET /@gateway",
            "0 POST /login@gateway",
            "1 call auth@gateway",
            "2 login@auth",
            "3 UserLoggedIn@auth",
            "0 GET /cart@gateway");
    assertThat(journey.complete()).isTrue();
    assertThat(journey.summary().traces()).isEqualTo(3);
    assertThat(journey.summary().sessions()).isEqualTo(1);
    assertThat(journey.summary().events()).isEqualTo(1);
    assertThat(journey.gaps()).isEmpty();
  }
}
