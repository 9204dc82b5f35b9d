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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * An outage took the spans of dora's first request (trace 1), not its lines: of that only lines
 * tell. Her second request (trace 2) has all its spans.
 */
class LostSpansTest {
  private static final long HOUR = 3_600_000;

  private final Scene scene = new Scene();

  private void line(String messageAtService, int span, long at, @Nullable Integer flags) {
    scene
        .log(messageAtService, at)
        .in(1, span)
        .ids(ids -> ids.user("dora").traceFlags(flags))
        .add();
  }

  private void secondRequest(long at) {
    scene.span("GET /@gateway", 2, 11, at, at + 100).kind(Kind.SERVER).user("dora").add();
    scene
        .span("call@gateway", 2, 12, at + 10, at + 90)
        .kind(Kind.CLIENT)
        .under(11)
        .with("server.address", "stock")
        .add();
    scene.span("take@stock", 2, 13, at + 20, at + 80).kind(Kind.SERVER).under(12).add();
    scene.log("taken@stock", at + 50).in(2, 13).ids(ids -> ids.traceFlags(1)).add();
  }

  private List<Gap> missing() {
    return missing(scene.journeyOf("dora"));
  }

  private static List<Gap> missing(Journey journey) {
    return journey.gaps().stream().filter(gap -> gap.cause() == Cause.MISSING).toList();
  }

  @Test
  void areNamedOnceForEachServiceAndTraceWhereTheFirstLineNamesThem() {
    line("hello@gateway", 1, 0, 1);
    line("calling@gateway", 2, 10, 1);
    line("asked@stock", 3, 20, 1);
    line("called@gateway", 2, 30, 1);
    line("bye@gateway", 1, 40, 1);
    secondRequest(20_000);

    Journey journey = scene.journeyOf("dora");

    assertThat(journey.gaps())
        .extracting(Gap::cause, Gap::service, Gap::after, Gap::count)
        .containsExactly(
            tuple(Cause.MISSING, "gateway", 1, 2L), tuple(Cause.MISSING, "stock", 3, 1L));
    assertThat(journey.gaps().getFirst().detail()).contains("the spans that its log lines name");
    assertThat(journey.complete()).isTrue();
  }

  @Test
  void areNotExpectedOfAServiceThatOnlyLogs() {
    line("hello@gateway", 1, 0, 1);
    line("accepted@edge", 4, 5, 1);
    secondRequest(20_000);

    assertThat(missing()).extracting(Gap::service).containsExactly("gateway");
  }

  @Test
  void areNotExpectedWhereNobodySaysThatTheyWereSampled() {
    line("hello@gateway", 1, 0, 0);
    line("calling@gateway", 2, 10, null);
    secondRequest(20_000);

    assertThat(missing()).isEmpty();
  }

  @Test
  void areNotLostWhereAnyLineMayStillBeFollowedByThem() {
    line("hello@gateway", 1, HOUR - 60_000, 1);
    line("bye@gateway", 1, HOUR - 500, 1);
    secondRequest(0);

    assertThat(scene.journeyOf("dora").gaps())
        .extracting(Gap::cause)
        .containsExactly(Cause.STILL_ARRIVING);
  }

  @Test
  void areToldAsDroppedWhereTheStoreRefusedThem() {
    line("hello@gateway", 1, 0, 1);
    secondRequest(20_000);
    Scene refused = new Scene();
    refused.span("GET /@gateway", 1, 1, 0, 100).user("dora").add();
    for (Signal signal : refused.signals()) {
      scene.signals().add(LossReport.ofRefused(signal, "no such mapping"));
    }

    assertThat(scene.journeyOf("dora").gaps())
        .extracting(Gap::cause)
        .containsExactly(Cause.DROPPED);
  }

  @Test
  void areNotSoughtInATraceThatIsNotFollowed() {
    line("hello@gateway", 1, 0, 1);
    scene.span("GET /@gateway", 1, 1, 0, 100).add();
    secondRequest(20_000);
    ReadOptions without =
        ReadOptions.DEFAULTS.withoutEdges(Set.of("trace=" + Scene.trace(1).hex()));

    assertThat(missing(scene.journey(Question.ofUser("dora", TimeRange.ALL), without))).isEmpty();
  }

  @Test
  void areNotLostWhereASourceDidNotAnswerOrHasRemovedThem() {
    line("hello@gateway", 1, 0, 1);
    secondRequest(20_000);

    assertThat(missing(read(new ReadResult.Failed(0, "no route")))).isEmpty();
    assertThat(missing(read(answered(Scene.START.minusMillis(HOUR / 2))))).isEmpty();
    assertThat(missing(read(answered(Scene.START.minusMillis(2 * HOUR))))).hasSize(1);
  }

  private static ReadResult answered(Instant keptSince) {
    return new ReadResult.Answered(0, false, Scene.START.plusMillis(HOUR), keptSince);
  }

  /** What the scene holds, asked for beside a source that holds nothing and says this. */
  private Journey read(ReadResult beside) {
    StoreReader other = new Beside(scene.store("scene").capabilities(), beside);
    return new JourneyReader(List.of(scene.store("scene"), other))
        .read(Question.ofUser("dora", TimeRange.ALL), ReadOptions.DEFAULTS);
  }

  private record Beside(Set<Capability> capabilities, ReadResult answer) implements StoreReader {
    @Override
    public String name() {
      return "beside";
    }

    @Override
    public ReadResult read(Query query, Consumer<Signal> sink) {
      return answer;
    }

    @Override
    public void close() {}
  }
}
