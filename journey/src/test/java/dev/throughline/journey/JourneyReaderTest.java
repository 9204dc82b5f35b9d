package dev.throughline.journey;

import static dev.throughline.journey.Scene.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.Journey.SourceReport;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span.Kind;
import dev.throughline.journey.store.InMemoryStore;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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

  @Test
  void asksANumberOfQuestionsThatDoesNotGrowWithTheRecords() {
    assertThat(questionsFor(10, 400)).isEqualTo(questionsFor(10, 20)).isLessThanOrEqualTo(8);
  }

  @Test
  void asksAboutAThousandTracesAtOnce() {
    int few = questionsFor(10, 2);
    // Each thousand more is one more batch of traces and one of the links to them.
    assertThat(questionsFor(900, 2)).isEqualTo(few);
    assertThat(questionsFor(2900, 2)).isEqualTo(few + 2 * 2);
  }

  private static int questionsFor(int traces, int recordsPerTrace) {
    Scene scene = new Scene();
    for (int trace = 1; trace <= traces; trace++) {
      scene
          .span("GET /@gateway", trace, 1, trace * 1000L, trace * 1000L + 900)
          .ids(ids -> ids.sessionId("s").user("alice"))
          .add();
      for (int record = 0; record < recordsPerTrace; record++) {
        scene
            .log("line@gateway", trace * 1000L + record)
            .id(trace + "-" + record)
            .in(trace, 1)
            .add();
      }
    }
    CountingReader counting = new CountingReader(scene.store("scene"));
    Journey journey =
        new JourneyReader(List.of(counting))
            .read(Question.ofUser("alice", TimeRange.ALL), ReadOptions.DEFAULTS);
    assertThat(journey.steps()).hasSize(traces * (recordsPerTrace + 1));
    return counting.questions;
  }

  @Test
  void showsASourceThatFailedBesideOneThatAnswered() {
    Scene scene = new Scene();
    scene.log("hello@shop", 0).user("alice").add();
    StoreReader broken = new BrokenReader();

    Journey journey =
        new JourneyReader(List.of(scene.store("scene"), broken))
            .read(Question.ofUser("alice", TimeRange.ALL), ReadOptions.DEFAULTS);

    assertThat(rows(journey)).containsExactly("0 hello@shop");
    assertThat(journey.complete()).isFalse();
    assertThat(journey.sources())
        .extracting(SourceReport::name, SourceReport::failure)
        .containsExactly(tuple("scene", null), tuple("broken", "connection refused"));
  }

  @Test
  void saysWhenALimitCut() {
    Scene scene = new Scene();
    for (int i = 0; i < 10; i++) {
      scene.log("hello@shop", i).user("alice").add();
    }

    Journey journey =
        scene.journey(Question.ofUser("alice", TimeRange.ALL), ReadOptions.DEFAULTS.withLimit(3));

    assertThat(journey.steps()).hasSize(3);
    assertThat(journey.complete()).isFalse();
    assertThat(journey.gaps()).extracting(Gap::cause).containsExactly(Gap.Cause.OVER_LIMIT);
  }

  @Test
  void showsExactlyATraceAndNothingOfTheRestOfTheSession() {
    Scene scene = new Scene();
    scene.span("a@gateway", 1, 1, 0, 10).ids(i -> i.sessionId("s").user("alice")).add();
    scene.span("b@gateway", 2, 1, 20, 30).ids(i -> i.sessionId("s").user("alice")).add();
    Question trace = Question.ofTrace(Scene.trace(1).hex());

    assertThat(rows(scene.journey(trace, ReadOptions.DEFAULTS))).containsExactly("0 a@gateway");
  }

  @Test
  void narrowsAUserByAField() {
    Scene scene = new Scene();
    scene.span("a@gateway", 1, 1, 0, 10).user("alice").add();
    scene.log("order@gateway", 5).in(1, 1).with("order_id", 4711L).add();
    scene.span("b@gateway", 2, 1, 20, 30).user("alice").add();
    Question question =
        new Question(
            List.of("alice"),
            List.of(),
            List.of(),
            List.of(),
            Map.of("order_id", List.of("4711")),
            List.of(),
            TimeRange.ALL,
            false);

    assertThat(rows(scene.journey(question, ReadOptions.DEFAULTS)))
        .containsExactly("0 a@gateway", "1 order@gateway");
  }

  @Test
  void widensANarrowHandleToThePersonOnRequest() {
    Scene scene = new Scene();
    scene.span("a@gateway", 1, 1, 0, 10).ids(i -> i.sessionId("s")).add();
    scene.span("b@gateway", 2, 1, 20, 30).ids(i -> i.sessionId("s").user("alice")).add();
    scene.span("c@gateway", 3, 1, 40, 50).user("alice").add();
    Question whole =
        new Question(
            List.of(),
            List.of("s"),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            TimeRange.ALL,
            true);

    assertThat(rows(scene.journey(whole, ReadOptions.DEFAULTS)))
        .containsExactly("0 a@gateway", "0 b@gateway", "0 c@gateway");
  }

  @Test
  void widensToWhomeverTheSessionBelongedToWhenTheHandleNamesNobody() {
    Scene scene = new Scene();
    scene.span("login@gateway", 1, 1, 0, 10).ids(i -> i.sessionId("s").user("alice")).add();
    scene.span("pay@gateway", 2, 1, 20, 30).ids(i -> i.sessionId("s")).add();
    scene.log("paid@gateway", 25).in(2, 1).with("order_id", 4711L).add();
    scene.span("login@gateway", 3, 1, 40, 50).ids(i -> i.sessionId("s").user("bob")).add();
    scene.span("c@gateway", 4, 1, 60, 70).user("alice").add();

    assertThat(rows(scene.journey(field("order_id", false, "4711"), ReadOptions.DEFAULTS)))
        .containsExactly("0 pay@gateway", "1 paid@gateway");
    assertThat(rows(scene.journey(field("order_id", true, "4711"), ReadOptions.DEFAULTS)))
        .containsExactly("0 login@gateway", "0 pay@gateway", "1 paid@gateway", "0 c@gateway");
  }

  @Test
  void unitesTheValuesOfOneField() {
    Scene scene = new Scene();
    scene.log("one@shop", 0).with("order_id", "1").add();
    scene.log("two@shop", 1).with("order_id", "2").add();
    scene.log("three@shop", 2).with("order_id", "3").add();

    assertThat(rows(scene.journey(field("order_id", false, "1", "3"), ReadOptions.DEFAULTS)))
        .containsExactly("0 one@shop", "0 three@shop");
  }

  @Test
  void showsWhatMentionsATextWithTheTracesOfThat() {
    Scene scene = new Scene();
    scene.span("a@gateway", 1, 1, 0, 10).add();
    scene.log("Card DECLINED@gateway", 5).in(1, 1).add();
    scene.span("b@gateway", 2, 1, 20, 30).add();
    Question question =
        new Question(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of("card declined", "nothing like it"),
            TimeRange.ALL,
            false);

    Journey journey = scene.journey(question, ReadOptions.DEFAULTS);

    assertThat(rows(journey)).containsExactly("0 a@gateway", "1 Card DECLINED@gateway");
    assertThat(Scene.step(journey, "Card DECLINED@gateway").marks())
        .containsExactly(Step.Mark.TEXT_MATCH);
  }

  private static Question field(String key, boolean whole, String... values) {
    return new Question(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(key, List.of(values)),
        List.of(),
        TimeRange.ALL,
        whole);
  }

  @Test
  void takesOnlySeedsFromTheWindowButTracesWhole() {
    Scene scene = new Scene();
    long hour = 3_600_000;
    scene.span("now@gateway", 1, 1, 0, 10).ids(i -> i.sessionId("s").user("alice")).add();
    scene.span("later, same trace@mail", 1, 2, 5 * hour, 5 * hour + 10).under(1).add();
    scene
        .span("then@gateway", 2, 1, 3 * hour, 3 * hour + 10)
        .ids(i -> i.sessionId("s").user("alice"))
        .add();
    TimeRange window = new TimeRange(Scene.START, Scene.START.plusSeconds(60));

    assertThat(rows(scene.journey(Question.ofUser("alice", window), ReadOptions.DEFAULTS)))
        .containsExactly("0 now@gateway", "1 later, same trace@mail");
  }

  @Test
  void saysWhyEachRowIsHere() {
    Scene scene = new Scene();
    scene
        .span("login@gateway", 1, 1, 0, 10)
        .id("login")
        .ids(i -> i.sessionId("s").user("alice"))
        .add();
    scene.span("cart@gateway", 2, 1, 20, 30).id("cart").ids(i -> i.sessionId("s")).add();
    scene.span("stock@stock", 2, 2, 21, 29).id("stock").under(1).add();

    Journey journey = scene.journeyOf("alice");

    assertThat(Scene.step(journey, "stock@stock").because())
        .containsExactly(
            new Because(Edge.USER, "alice", null),
            new Because(Edge.SESSION, "s", new RecordId("login")),
            new Because(Edge.TRACE, Scene.trace(2).hex(), new RecordId("cart")));
  }

  /** Counts what it is asked. */
  private static final class CountingReader implements StoreReader, ProcessReader {
    private final InMemoryStore inner;
    private int questions;

    CountingReader(InMemoryStore inner) {
      this.inner = inner;
    }

    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public Set<Capability> capabilities() {
      return inner.capabilities();
    }

    @Override
    public ReadResult read(Query query, Consumer<Signal> sink) {
      questions++;
      return inner.read(query, sink);
    }

    @Override
    public ReadResult readProcesses(Look look, Consumer<Signal> sink) {
      questions++;
      return inner.readProcesses(look, sink);
    }

    @Override
    public void close() {}
  }

  /** Never answers. */
  private static final class BrokenReader implements StoreReader {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Set<Capability> capabilities() {
      return EnumSet.allOf(Capability.class);
    }

    @Override
    public ReadResult read(Query query, Consumer<Signal> sink) {
      return new ReadResult.Failed(0, "connection refused");
    }

    @Override
    public void close() {}
  }
}
