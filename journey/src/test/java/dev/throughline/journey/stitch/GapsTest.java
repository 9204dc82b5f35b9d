package dev.throughline.journey.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Gap.Cause;
import dev.throughline.journey.Journey;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Scene;
import dev.throughline.journey.model.LossReport;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span.Kind;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each cause for which something can be missing, named where it is so and nowhere else. */
class GapsTest {
  private static final long HOUR = 3_600_000;

  private final Scene scene = new Scene();

  private void request() {
    scene.span("GET /@gateway", 1, 1, 0, 100).kind(Kind.SERVER).user("alice").add();
    scene
        .span("call@gateway", 1, 2, 10, 90)
        .kind(Kind.CLIENT)
        .under(1)
        .with("server.address", "stock")
        .add();
    scene.span("take@stock", 1, 3, 20, 80).kind(Kind.SERVER).under(2).add();
  }

  private void otherRequest() {
    scene
        .span("call@gateway", 1, 4, 110, 120)
        .kind(Kind.CLIENT)
        .under(1)
        .with("server.address", "stock")
        .add();
  }

  private static List<Cause> causes(Journey journey) {
    return journey.gaps().stream().map(Gap::cause).toList();
  }

  @Test
  void inventsNothingWhereNothingIsMissing() {
    request();

    Journey journey = scene.journeyOf("alice");

    assertThat(journey.gaps()).isEmpty();
    assertThat(journey.complete()).isTrue();
  }

  @Test
  void namesAPeerThatNeverReports() {
    scene
        .span("call@gateway", 1, 2, 10, 90)
        .kind(Kind.CLIENT)
        .user("alice")
        .with("server.address", "bank")
        .add();

    Journey journey = scene.journeyOf("alice");

    assertThat(journey.gaps())
        .extracting(Gap::cause, Gap::service, Gap::after)
        .containsExactly(tuple(Cause.NOT_INSTRUMENTED, "bank", 1));
    assertThat(journey.complete()).isTrue();
  }

  @Test
  void namesTheOtherSideOfACallThatItsServiceReportsOtherwise() {
    request();
    otherRequest();

    assertThat(scene.journeyOf("alice").gaps())
        .extracting(Gap::cause, Gap::service)
        .containsExactly(tuple(Cause.MISSING, "stock"));
  }

  @Test
  void namesATraceWhoseFlagsSayThatItWasNotSampled() {
    scene
        .log("hello@gateway", 0)
        .ids(i -> i.user("alice").traceId(Scene.trace(1)).spanId(Scene.spanId(1)).traceFlags(0))
        .add();

    assertThat(causes(scene.journeyOf("alice"))).containsExactly(Cause.SAMPLED_OUT);
  }

  @Test
  void namesWhatIsYoungerThanTheDelayOfTheSource() {
    scene.log("just now@gateway", HOUR - 500).user("alice").add();
    Journey young = scene.journeyOf("alice");
    assertThat(causes(young)).containsExactly(Cause.STILL_ARRIVING);
    assertThat(young.complete()).isFalse();
  }

  @Test
  void theOtherSideOfACallMayBeOnItsWay() {
    request();
    List<String> peers = List.of("stock", "bank");
    for (int i = 0; i < peers.size(); i++) {
      scene
          .span("call@gateway", 2, 5 + i, HOUR - 500, HOUR - 400)
          .kind(Kind.CLIENT)
          .user("alice")
          .with("server.address", peers.get(i))
          .add();
    }
    assertThat(causes(scene.journeyOf("alice"))).containsExactly(Cause.STILL_ARRIVING);
  }

  @Test
  void isNotMisledByAWriterWhoseClockIsAhead() {
    scene.log("in future@gateway", 2 * HOUR).receivedAt(60_000).user("alice").add();

    assertThat(scene.journeyOf("alice").gaps()).isEmpty();
  }

  @Test
  void namesWhatAProcessOfTheJourneySaysItDropped() {
    request();
    dropReport("stock", 60_000, 17);
    dropReport("mail", 60_000, 100);
    dropReport("stock", 2 * HOUR, 100);

    Journey journey = scene.journeyOf("alice");

    assertThat(journey.steps()).hasSize(3);
    assertThat(journey.gaps())
        .extracting(Gap::cause, Gap::service, Gap::after, Gap::count)
        .containsExactly(tuple(Cause.DROPPED, "stock", 3, 17L));
    assertThat(journey.complete()).isFalse();
  }

  private void dropReport(String service, long at, long count) {
    scene
        .log("lines were dropped@" + service, at)
        .with(LossReport.REPORT, LossReport.DROPPED)
        .with(LossReport.COUNT, count)
        .add();
  }

  @Test
  void namesARecordThatTheStoreRefusedUntilItIsThereAfterAll() {
    request();
    Scene lost = new Scene();
    lost.log("too odd@stock", 50).id("lost").in(1, 3).add();
    lost.log("too odd@stock", 50).id("foreign").in(7, 3).add();
    for (Signal signal : lost.signals()) {
      scene.signals().add(LossReport.ofRefused(signal, "no such mapping"));
    }

    assertThat(scene.journeyOf("alice").gaps())
        .extracting(Gap::cause, Gap::service, Gap::count, Gap::detail)
        .containsExactly(tuple(Cause.DROPPED, "stock", 1L, "no such mapping"));

    scene.signals().addAll(lost.signals());
    assertThat(scene.journeyOf("alice").gaps()).isEmpty();
  }

  @Test
  void namesEventsThatAWritersOwnLimitsTook() {
    scene.span("a@gateway", 1, 1, 0, 100).user("alice").with("dropped_events_count", 4L).add();

    assertThat(scene.journeyOf("alice").gaps())
        .extracting(Gap::cause, Gap::count)
        .containsExactly(tuple(Cause.DROPPED, 4L));
  }

  @Test
  void namesTimeThatTheSourceDoesNotKeepAnyMore() {
    request();
    TimeRange day = new TimeRange(Scene.START.minusSeconds(86_400), Scene.START.plusSeconds(60));

    Journey expired = forgetful(Question.ofUser("alice", day), -HOUR);
    assertThat(causes(expired)).containsExactly(Cause.EXPIRED);
    assertThat(expired.complete()).isFalse();
    assertThat(forgetful(Question.ofUser("alice", day), -48 * HOUR).gaps()).isEmpty();
  }

  @Test
  void namesTheUpperPartOfATraceThatTheSourceMayHaveRemoved() {
    scene.span("late@mail", 1, 9, 1000, 1100).under(8).add();
    Question trace = Question.ofTrace(Scene.trace(1).hex());

    assertThat(causes(forgetful(trace, 0))).containsExactly(Cause.UNPLACED, Cause.EXPIRED);
    assertThat(causes(forgetful(trace, -48 * HOUR))).containsExactly(Cause.UNPLACED);
  }

  /** A source that has removed everything before a time. */
  private Journey forgetful(Question question, long keptSince) {
    Instant kept = Scene.START.plusMillis(keptSince);
    StoreReader source = new Forgetful(scene.store("scene"), kept);
    return new JourneyReader(List.of(source)).read(question, ReadOptions.DEFAULTS);
  }

  private record Forgetful(StoreReader inner, Instant keptSince) implements StoreReader {
    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public Set<Capability> capabilities() {
      return inner.capabilities();
    }

    @Override
    public ReadResult read(Query query, Consumer<Signal> sink) {
      var answered = (ReadResult.Answered) inner.read(query, sink);
      return new ReadResult.Answered(answered.records(), false, answered.asOf(), keptSince);
    }

    @Override
    public void close() {}
  }

  @Test
  void namesALimitThatCut() {
    request();

    Question question = Question.ofUser("alice", TimeRange.ALL);
    assertThat(causes(scene.journey(question, ReadOptions.DEFAULTS.withLimit(1))))
        .contains(Cause.OVER_LIMIT);
  }

  @Test
  void namesAnIdThatTooManyShare() {
    for (int user = 0; user < 5; user++) {
      String name = user == 0 ? "alice" : "user-" + user;
      scene.log("hello@shop", user).ids(i -> i.user(name).correlationId("proxy")).add();
    }

    Journey journey = scene.journeyOf("alice");
    assertThat(causes(journey)).containsExactly(Cause.HUB);
    assertThat(journey.gaps().getFirst().detail())
        .isEqualTo("correlation=proxy is not followed: 5 persons share it, more than 3");
  }

  @Test
  void namesRowsWithoutAPlace() {
    request();
    scene.span("lost parent@mail", 1, 9, 30, 40).under(8).add();

    assertThat(scene.journeyOf("alice").gaps())
        .extracting(Gap::cause, Gap::service, Gap::count)
        .containsExactly(tuple(Cause.UNPLACED, "mail", 1L));
  }

  @Test
  void namesWhatIsSomebodyElses() {
    scene.log("a@shop", 0).user("alice").session("s").add();
    scene.log("b@shop", 10).user("bob").session("s").add();

    Journey journey = scene.journeyOf("alice");
    assertThat(causes(journey)).containsExactly(Cause.OTHER_USER);
    assertThat(journey.complete()).isTrue();
  }
}
