package dev.throughline.journey.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.Failure;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Scene;
import dev.throughline.journey.model.Span.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiagnoseTest {
  private final Scene scene = new Scene();

  private Journey journey() {
    return scene.journey(Question.ofTrace(Scene.trace(1).hex()), ReadOptions.DEFAULTS);
  }

  private Scene.SpanDraft server(String name, int span, long from, long to) {
    return scene.span(name, 1, span, from, to).kind(Kind.SERVER);
  }

  private Scene.SpanDraft client(String name, int span, long from, long to) {
    return scene.span(name, 1, span, from, to).kind(Kind.CLIENT);
  }

  @Test
  void blamesTheDeepestServiceAndSaysInItsOwnWordsWhy() {
    server("checkout@gateway", 1, 0, 100).fails("").with("http.response.status_code", 502L).add();
    client("call@gateway", 2, 5, 95).under(1).fails("502").add();
    server("order@orders", 3, 10, 90).under(2).fails("").add();
    client("call@orders", 4, 15, 85).under(3).fails("500").add();
    server("pay@payments", 5, 20, 80).under(4).fails("").add();
    scene.log("card issuer unknown@payments", 50).id("why").in(1, 5).error().add();

    Failure origin = Objects.requireNonNull(journey().origin());

    assertThat(origin.service()).isEqualTo("payments");
    assertThat(origin.reason()).isEqualTo("card issuer unknown");
    assertThat(origin.evidence()).hasSize(2).contains("why");
    assertThat(origin.propagated()).containsExactly("orders", "gateway");
    assertThat(origin.step()).isEqualTo(5);
    assertThat(journey().failures()).hasSize(1);
  }

  @Test
  void accusesNobodyForAnAnswerThatWasTheCallersFault() {
    server("login@gateway", 1, 0, 10).with("http.response.status_code", 401L).add();
    client("call@gateway", 2, 1, 9)
        .under(1)
        .fails("401")
        .with("http.response.status_code", 401L)
        .add();
    server("check@auth", 3, 2, 8).under(2).fails("").with("http.response.status_code", 401L).add();

    assertThat(journey().failures()).isEmpty();
  }

  @Test
  void accusesNobodyForAnAttemptThatALaterOneMadeGood() {
    server("order@orders", 1, 0, 100).add();
    client("call@orders", 2, 1, 20).under(1).fails("503").with("server.address", "stock").add();
    server("take@stock", 3, 2, 19).under(2).fails("").add();
    scene.log("boom@stock", 10).in(1, 3).error().with("exception.type", "Boom").add();
    client("call@orders", 4, 30, 50).under(1).with("server.address", "stock").add();
    server("take@stock", 5, 31, 49).under(4).add();

    assertThat(journey().failures()).isEmpty();
  }

  @Test
  void blamesTheCalleeOfACallThatTimedOutThoughItEndedWell() {
    server("order@orders", 1, 0, 1010).fails("").add();
    client("call@orders", 2, 5, 1005).under(1).fails("Read timed out").add();
    server("pay@payments", 3, 10, 5000).under(2).add();

    Failure origin = Objects.requireNonNull(journey().origin());

    assertThat(origin.service()).isEqualTo("payments");
    assertThat(origin.reason())
        .isEqualTo("answered after 4.99 s; orders had given up after 1.00 s");
    assertThat(origin.evidence()).containsExactly("pay@payments/1/3", "call@orders/1/2");
    assertThat(origin.propagated()).containsExactly("orders");
  }

  @Test
  void blamesThePeerThatNeverReported() {
    server("order@orders", 1, 0, 1010).fails("").add();
    client("call@orders", 2, 5, 1005)
        .under(1)
        .fails("Connection refused")
        .with("server.address", "bank-api")
        .add();

    Failure origin = Objects.requireNonNull(journey().origin());
    assertThat(origin.service()).isEqualTo("bank-api");
    assertThat(origin.reason()).isEqualTo("could not be reached, or failed: Connection refused");
  }

  @Test
  void takesTheFailureNearestToTheMomentAskedForAsTheOrigin() {
    server("first@orders", 1, 0, 100).fails("one").add();
    server("second@orders", 2, 5_000, 5_100).fails("two").add();
    server("third@orders", 3, 9_000, 9_100).fails("three").add();

    assertThat(journey().failures()).hasSize(3);
    assertThat(originAt(null)).isEqualTo("one");
    assertThat(originAt(Scene.START.plusMillis(5_900))).isEqualTo("two");
    assertThat(originAt(Scene.START.plusSeconds(3600))).isEqualTo("three");
  }

  private String originAt(@Nullable Instant at) {
    Question question = Question.ofTrace(Scene.trace(1).hex());
    Journey journey = scene.journey(question, ReadOptions.DEFAULTS.withAt(at));
    return Objects.requireNonNull(journey.origin()).reason();
  }

  @Test
  void doesNotExplainAFailureByAConsumerThatNobodyWaitedFor() {
    server("order@orders", 1, 0, 50).fails("").add();
    scene.span("send@orders", 1, 2, 5, 6).kind(Kind.PRODUCER).under(1).add();
    scene.span("process@mail", 1, 3, 100, 110).kind(Kind.CONSUMER).under(2).fails("smtp").add();

    assertThat(journey().failures()).extracting(Failure::service).containsExactly("orders", "mail");
  }

  @Test
  void explainsAFailureByAConsumerWhoseReplyWasAwaited() {
    server("order@orders", 1, 0, 100).fails("").add();
    scene.span("ask@orders", 1, 2, 5, 6).kind(Kind.PRODUCER).under(1).add();
    scene.span("price@pricing", 1, 3, 20, 40).kind(Kind.CONSUMER).under(2).fails("no tariff").add();
    scene.span("reply@pricing", 1, 4, 38, 39).kind(Kind.PRODUCER).under(3).add();
    scene.span("read reply@orders", 1, 5, 50, 51).kind(Kind.CONSUMER).under(4).add();

    assertThat(journey().failures())
        .extracting(Failure::service, Failure::reason, Failure::propagated)
        .containsExactly(tuple("pricing", "no tariff", List.of("orders")));
  }

  @Test
  void countsAMessageThatFailsAgainAndAgainOnce() {
    scene
        .span("send@orders", 1, 1, 5, 6)
        .kind(Kind.PRODUCER)
        .ids(i -> i.messageIds(List.of("m")))
        .add();
    for (int attempt = 0; attempt < 3; attempt++) {
      scene
          .span("process@mail", 1, 10 + attempt, 100 + attempt * 10, 105 + attempt * 10)
          .kind(Kind.CONSUMER)
          .under(1)
          .ids(i -> i.messageIds(List.of("m")))
          .fails("bad")
          .add();
    }

    assertThat(journey().failures()).hasSize(1);
  }

  @Test
  void namesASwallowedExceptionWeaklyAndALoneErrorLineNotAtAll() {
    server("order@orders", 1, 0, 50).add();
    scene.log("could not save@orders", 20).in(1, 1).error().with("exception.type", "Sql").add();
    server("other@orders", 2, 60, 90).add();
    scene.log("just shouting@orders", 70).in(1, 2).error().add();

    assertThat(journey().failures())
        .extracting(Failure::kind, Failure::reason)
        .containsExactly(tuple(Failure.Kind.SWALLOWED, "could not save"));
  }
}
