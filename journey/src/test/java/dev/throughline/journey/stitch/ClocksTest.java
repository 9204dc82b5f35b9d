package dev.throughline.journey.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Journey.ClockReading;
import dev.throughline.journey.Journey.Contradiction;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Scene;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.Span.Kind;
import dev.throughline.journey.store.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is made of writers' clocks that run as they like. */
class ClocksTest {
  private final Scene scene = new Scene();
  private int requests;

  /** A client's span on one host around a server's on another whose clock is off. */
  private void call(String from, String to, long at, long offset) {
    int trace = ++requests;
    scene
        .span("GET /@" + from, trace, 1, at, at + 100)
        .kind(Kind.SERVER)
        .host(from)
        .user("alice")
        .add();
    scene
        .span("call@" + from, trace, 2, at + 10, at + 90)
        .kind(Kind.CLIENT)
        .host(from)
        .under(1)
        .add();
    scene
        .span("work@" + to, trace, 3, at + 20 + offset, at + 80 + offset)
        .kind(Kind.SERVER)
        .host(to)
        .under(2)
        .add();
  }

  private Journey journey() {
    return scene.journeyOf("alice");
  }

  private static ClockReading clock(Journey journey, String name) {
    return journey.clocks().stream().filter(c -> c.clock().equals(name)).findFirst().orElseThrow();
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void bringsACalleeBetweenTheEndsOfItsCallAndSaysHowSureThatIs() {
    call("gateway", "stock", 0, -90_000);

    Journey journey = journey();

    ClockReading stock = clock(journey, "stock");
    assertThat(stock.offset()).isBetween(millis(-90_010), millis(-89_990));
    assertThat(stock.min()).isBetween(millis(-90_012), millis(-90_010));
    assertThat(stock.max()).isBetween(millis(-89_990), millis(-89_988));
    assertThat(clock(journey, "gateway").offset()).isZero();
    Step work = Scene.step(journey, "work@stock");
    assertThat(work.time()).isBetween(Scene.START.plusMillis(10), Scene.START.plusMillis(30));
    assertThat(work.signal().time()).isEqualTo(Scene.START.plusMillis(20 - 90_000));
  }

  @Test
  void shiftsLogsAndEventsOfAHostWithItsSpans() {
    call("gateway", "stock", 0, -90_000);
    scene.log("in stock@stock", 50 - 90_000).host("stock").in(1, 3).add();

    assertThat(Scene.step(journey(), "in stock@stock").time())
        .isBetween(Scene.START.plusMillis(40), Scene.START.plusMillis(60));
  }

  @Test
  void takesTheSmallestShiftThatRestoresOrderWhereEvidenceIsOneSided() {
    scene
        .span("send@orders", 1, 1, 1000, 1001)
        .kind(Kind.PRODUCER)
        .host("a")
        .ids(i -> i.user("alice").messageIds(List.of("m")))
        .add();
    scene
        .span("take@mail", 2, 1, 400, 500)
        .kind(Kind.CONSUMER)
        .host("b")
        .ids(i -> i.messageIds(List.of("m")))
        .add();

    ClockReading mail = clock(journey(), "b");

    assertThat(mail.offset()).isBetween(millis(-600), millis(-598));
    assertThat(mail.min()).isNull();
    assertThat(mail.max()).isEqualTo(mail.offset());
  }

  @Test
  void shiftsNothingWhereNothingSpeaksAgainstTheClocks() {
    scene
        .span("send@orders", 1, 1, 0, 1)
        .kind(Kind.PRODUCER)
        .host("a")
        .ids(i -> i.user("alice").messageIds(List.of("m")))
        .add();
    scene
        .span("take@mail", 2, 1, 4000, 5000)
        .kind(Kind.CONSUMER)
        .host("b")
        .ids(i -> i.messageIds(List.of("m")))
        .add();

    assertThat(journey().clocks()).extracting(ClockReading::offset).containsOnly(Duration.ZERO);
  }

  @Test
  void followsAClockThatDriftsThroughTheWholeJourney() {
    long hour = 3_600_000;
    for (int i = 0; i <= 10; i++) {
      // 100 ppm: 0.36 s an hour, more than the calls are long.
      call("gateway", "stock", i * hour, 500 + i * 360);
    }

    Journey journey = journey();

    assertThat(clock(journey, "stock").driftPpm()).isBetween(90.0, 110.0);
    for (Step step : journey.steps()) {
      if (step.service().equals("stock")) {
        Step call = journey.steps().get(Objects.requireNonNull(step.parent()) - 1);
        assertThat(step.time()).isBetween(call.time(), call.time().plusMillis(80));
      }
    }
  }

  @Test
  void namesThePairThatContradictsTheOthersAndByHowMuch() {
    for (int i = 0; i < 5; i++) {
      call("gateway", "stock", i * 1000, -300);
    }
    call("gateway", "stock", 6000, 4_000);

    Journey journey = journey();

    assertThat(clock(journey, "stock").offset()).isBetween(millis(-310), millis(-290));
    Contradiction one = clock(journey, "stock").contradictions().getFirst();
    assertThat(one.with()).isEqualTo("gateway");
    assertThat(one.pairs()).isEqualTo(1);
    assertThat(one.by()).isBetween(millis(4_270), millis(4_290));
    assertThat(clock(journey, "gateway").contradictions())
        .extracting(Contradiction::with, Contradiction::pairs)
        .containsExactly(tuple("stock", 1));
  }

  @Test
  void namesAClockThatContradictsTwoOthersTogether() {
    for (int i = 0; i < 3; i++) {
      call("a", "b", i * 1000, 0);
      call("b", "c", i * 1000 + 200, 0);
    }
    call("a", "c", 4000, 900);

    assertThat(clock(journey(), "c").contradictions())
        .extracting(Contradiction::with)
        .isNotEmpty()
        .isSubsetOf("a", "b");
  }

  @Test
  void findsNoContradictionWhereThereIsNone() {
    for (int i = 0; i < 5; i++) {
      call("gateway", "stock", i * 1000, -300);
      call("stock", "bank", i * 1000 + 500, 800);
    }

    assertThat(journey().clocks()).allMatch(clock -> clock.contradictions().isEmpty());
  }

  @Test
  void keepsRawTimeAndItsOrderOnRequest() {
    call("gateway", "stock", 0, -90_000);
    Question alice = Question.ofUser("alice", TimeRange.ALL);

    Journey raw = scene.journey(alice, ReadOptions.DEFAULTS.withRawTime(true));

    assertThat(raw.steps()).extracting(step -> step.signal().time()).isSorted();
    assertThat(raw.steps()).allMatch(step -> step.time().equals(step.signal().time()));
  }
}
