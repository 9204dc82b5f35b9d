package dev.throughline.journey.worlds;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.worlds.Truth.Withheld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a knob promises really happens in the world. */
class WorldsTest {
  private static final World WILD = Worlds.generate(1, Knobs.WILD);

  private static Stream<LogRecord> logs(World world) {
    return world.signals().stream().filter(LogRecord.class::isInstance).map(LogRecord.class::cast);
  }

  private static Stream<Span> spans(World world) {
    return world.signals().stream().filter(Span.class::isInstance).map(Span.class::cast);
  }

  private static Stream<Span> entries(World world) {
    return spans(world).filter(span -> span.ids().sessionId() != null);
  }

  private static Set<String> owners(World world, Signal signal) {
    return world.truth(signal.recordId()).owners();
  }

  private static @Nullable Withheld withheld(World world, Signal signal) {
    return world.truth(signal.recordId()).withheld();
  }

  /** How many different persons use each session. */
  private static Map<String, Set<Set<String>>> usersOfSessions(World world) {
    return entries(world)
        .collect(
            groupingBy(
                span -> Objects.requireNonNull(span.ids().sessionId()),
                TreeMap::new,
                mapping(span -> owners(world, span), toSet())));
  }

  @Test
  void severalPersonsTakeTurnsAtADevice() {
    assertThat(usersOfSessions(WILD).get("s-kiosk-0")).hasSize(3);
    assertThat(usersOfSessions(Worlds.generate(1, Knobs.WHOLE)).values())
        .allSatisfy(users -> assertThat(users).hasSize(1));
  }

  @Test
  void pagesAreSeenBeforeTheLogin() {
    List<String> first =
        entries(WILD)
            .filter(span -> Objects.equals(span.ids().sessionId(), "s-u-2"))
            .sorted((a, b) -> Long.compare(trueTime(a), trueTime(b)))
            .map(Span::name)
            .limit(5)
            .toList();
    assertThat(first)
        .containsExactly("GET /items", "GET /items", "GET /items", "GET /items", "POST /login");
  }

  private static long trueTime(Signal signal) {
    return WILD.truth(signal.recordId()).trueNanos();
  }

  @Test
  void someLogOutAndInAgainInTheSameSessionOrARenewedOne() {
    Map<String, Long> logins =
        entries(WILD)
            .filter(span -> span.name().equals("POST /login"))
            .collect(groupingBy(span -> String.valueOf(span.ids().sessionId()), counting()));
    assertThat(logins).containsEntry("s-u-1", 2L).containsEntry("s-u-3-renewed", 1L);
    assertThat(entries(WILD)).anyMatch(span -> "s-u-3".equals(span.ids().previousSessionId()));
  }

  @Test
  void aSupporterActsForTheFirstUser() {
    assertThat(spans(WILD))
        .anyMatch(
            span ->
                "support".equals(span.ids().actorId())
                    && span.ids().users().contains(UserRef.userId("u-0")));
  }

  @Test
  void aUserHasSeveralNamesAndSomeoneElsesIdIsOneOfThem() {
    UserRef name = new UserRef(UserRef.Namespace.USER_NAME, "u-1");
    assertThat(logs(WILD))
        .anyMatch(
            log ->
                log.ids().users().contains(name)
                    && log.ids().users().contains(UserRef.userId("u-0")));
    assertThat(logs(WILD)).anyMatch(log -> log.ids().users().equals(List.of(name)));
  }

  @Test
  void callersThatAreNoPersonsNameThemselves() {
    assertThat(spans(WILD)).anyMatch(span -> span.ids().users().contains(UserRef.userId("system")));
  }

  @Test
  void aProxyGivesManyRequestsOfManyUsersTheSameId() {
    Set<Set<String>> users =
        spans(WILD)
            .filter(span -> "proxy-1".equals(span.ids().correlationId()))
            .map(span -> owners(WILD, span))
            .collect(toSet());
    assertThat(users).hasSizeGreaterThan(3);
    assertThat(spans(WILD)).anyMatch(span -> !"proxy-1".equals(span.ids().correlationId()));
  }

  @Test
  void clocksAreOffAndDrift() {
    assertThat(WILD.clocks().values())
        .hasSize(4)
        .anyMatch(clock -> clock.offsetNanos() > 1_000_000_000L)
        .anyMatch(clock -> clock.offsetNanos() < -1_000_000_000L)
        .anyMatch(clock -> Math.abs(clock.driftPpm()) > 1);
    assertThat(Worlds.generate(1, Knobs.WHOLE).clocks().values())
        .allMatch(clock -> clock.offsetNanos() == 0 && clock.driftPpm() == 0);
  }

  @Test
  void severalInstancesShareAHostAndAServiceHasSeveralInstances() {
    Map<String, Set<String>> instances =
        WILD.signals().stream()
            .map(Signal::resource)
            .collect(
                groupingBy(
                    resource -> Objects.requireNonNull(resource.hostName()),
                    mapping(resource -> resource.instance(), toSet())));
    assertThat(instances.values()).allMatch(names -> names.size() > 1);
    assertThat(WILD.signals())
        .anyMatch(signal -> signal.resource().instance().equals("orders-0"))
        .anyMatch(signal -> signal.resource().instance().equals("orders-1"));
  }

  @Test
  void thereAreAsManyServicesAsWanted() {
    World world = Worlds.generate(1, Knobs.CROWDED.withServices(12));
    assertThat(world.signals())
        .anyMatch(signal -> signal.resource().serviceName().equals("extra-5"))
        .noneMatch(signal -> signal.resource().serviceName().equals("extra-6"));
  }

  @Test
  void recordsComeTwiceAndInAnyOrder() {
    List<Signal> delivery = WILD.delivery();
    assertThat(delivery).hasSizeGreaterThan(WILD.signals().size()).containsAll(WILD.signals());
    assertThat(delivery.subList(0, 50)).isNotEqualTo(WILD.signals().subList(0, 50));
    World prompt = Worlds.generate(1, Knobs.CROWDED);
    assertThat(prompt.delivery()).isEqualTo(prompt.signals());
  }

  @Test
  void spansGetLostAndTracesAreNotSampled() {
    World world = Worlds.generate(1, Knobs.WILD.with(new Knobs.Loss(0.2, 0.2, 0, false)));
    assertThat(world.truths().values())
        .anyMatch(truth -> truth.withheld() == Withheld.LOST)
        .anyMatch(truth -> truth.withheld() == Withheld.UNSAMPLED);
    assertThat(world.signals()).allMatch(signal -> withheld(world, signal) == null);
    assertThat(logs(world)).anyMatch(log -> Objects.equals(log.ids().traceFlags(), 0));
    assertThat(world.gaps())
        .anyMatch(gap -> gap.cause().equals("missing"))
        .anyMatch(gap -> gap.cause().equals("sampled_out"));
  }

  @Test
  void aServiceMayRecordNothing() {
    World world = Worlds.generate(1, Knobs.WILD.with(new Knobs.Loss(0, 0, 0, true)));
    assertThat(world.signals())
        .noneMatch(signal -> signal.resource().serviceName().equals(Recorder.DARK));
    assertThat(world.gaps())
        .anyMatch(
            gap -> gap.service().equals(Recorder.DARK) && gap.cause().equals("not_instrumented"));
  }

  @Test
  void linesLoseTheirIds() {
    World world = Worlds.generate(1, Knobs.WILD.withStrippedLines(0.4));
    assertThat(logs(world).filter(log -> withheld(world, log) == Withheld.STRIPPED))
        .hasSizeGreaterThan(100)
        .allMatch(log -> log.ids().isEmpty());
    assertThat(logs(WILD)).noneMatch(log -> log.ids().isEmpty());
  }

  @Test
  void manyLinesAreWrittenInOneMillisecondAndOnlyTheirNumbersTellTheirOrder() {
    Map<String, List<LogRecord>> bursts =
        logs(WILD)
            .filter(log -> log.body().startsWith("cart rule"))
            .collect(groupingBy(log -> String.valueOf(log.ids().traceId())));
    assertThat(bursts.values())
        .isNotEmpty()
        .allSatisfy(
            burst -> {
              assertThat(burst)
                  .hasSize(40)
                  .extracting(LogRecord::time)
                  .containsOnly(burst.getFirst().time());
              assertThat(burst).extracting(LogRecord::sequence).isSorted().doesNotHaveDuplicates();
              assertThat(burst.getFirst().body()).isEqualTo("cart rule 1 checked");
            });
  }

  @Test
  void aConsumerTakesSeveralPersonsMessagesAtOnce() {
    assertThat(spans(WILD).filter(span -> span.name().equals("poll")))
        .anyMatch(span -> owners(WILD, span).size() > 1);
  }

  @Test
  void aMessageThatNobodyCanReadIsTriedAgainAndThenSetAside() {
    World world = Worlds.generate(1, calm().withFaults(Fault.POISON_MESSAGE));
    assertThat(spans(world).filter(Span::isError))
        .hasSize(3)
        .allMatch(span -> span.kind() == Span.Kind.CONSUMER);
    assertThat(spans(world)).anyMatch(span -> span.name().equals("process order.placed.dead"));
  }

  /** Wild, without the batches in which a message is tried once only. */
  private static Knobs calm() {
    Knobs.Habits habits = Knobs.WILD.habits();
    return Knobs.WILD.with(
        new Knobs.Habits(false, habits.hubIds(), false, habits.lateDays(), true, habits.burst()));
  }

  @Test
  void messagesWaitForDays() {
    World world = Worlds.generate(1, calm());
    assertThat(spans(world).filter(span -> span.kind() == Span.Kind.CONSUMER))
        .anyMatch(span -> world.truth(span.recordId()).trueNanos() > Duration.ofDays(1).toNanos());
  }

  @Test
  void anAttemptIsRepeatedInVain() {
    World world = Worlds.generate(1, Knobs.WILD.withFaults(Fault.RETRIED_IN_VAIN));
    assertThat(
            spans(world)
                .filter(span -> span.isError() && span.kind() == Span.Kind.SERVER)
                .filter(span -> span.resource().serviceName().equals("payments")))
        .hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void aFaultLeavesATraceOfItselfAndHealthyRunsNone(Fault fault) {
    World world = Worlds.generate(2, Knobs.WILD.withFaults(fault));
    boolean trouble = world.signals().stream().anyMatch(Signal::isError);
    assertThat(trouble).isEqualTo(fault != Fault.NONE);
    assertThat(world.culprits()).hasSize(fault.isFailure() ? 1 : 0);
  }

  @Test
  void oneJourneyMayFailTwice() {
    World world = Worlds.generate(1, Knobs.WILD.withFaults(Fault.POOL_EXHAUSTED, Fault.BAD_CONFIG));
    assertThat(world.culprits()).containsExactly("inventory", "payments");
    assertThat(
            entries(world)
                .filter(span -> span.name().equals("POST /checkout") && span.isError())
                .map(span -> owners(world, span)))
        .containsExactly(Set.of("u-0"), Set.of("u-0"));
  }

  @Test
  void nothingIsWrittenBeforeItsCauseAndEveryProcessNumbersItsLines() {
    Map<String, Long> last = new TreeMap<>();
    logs(WILD)
        .forEach(
            log ->
                assertThat(log.sequence())
                    .isEqualTo(last.merge(log.resource().instance(), 1L, Long::sum)));
    WILD.truths()
        .values()
        .forEach(
            truth -> {
              Truth cause = truth.cause() == null ? null : WILD.truths().get(truth.cause());
              if (cause != null) {
                assertThat(truth.trueNanos()).isGreaterThanOrEqualTo(cause.trueNanos());
              }
            });
  }
}
