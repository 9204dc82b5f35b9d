package dev.throughline.stores.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Question;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.worlds.Fault;
import dev.throughline.journey.worlds.Knobs;
import dev.throughline.journey.worlds.Scorecard;
import dev.throughline.journey.worlds.Stage;
import dev.throughline.journey.worlds.World;
import dev.throughline.journey.worlds.Worlds;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Journeys read from a store are those of the store in memory, and as true, on worlds whose truth
 * is known. A store's own test extends it; {@code -Dthroughline.worlds=30} takes more worlds. The
 * records are of the year 2026 and a few days long: the store must keep them.
 */
public abstract class WorldContract {
  private static final int WORLDS = Integer.getInteger("throughline.worlds", 2);
  private static final int BATCH = 500;

  /** Nothing is whole, and nothing comes in order or only once. */
  private static final Knobs DAMAGED =
      Knobs.WILD
          .with(new Knobs.Loss(0.05, 0.1, 0.2, false))
          .withFaults(Fault.RETRIED_IN_VAIN, Fault.POISON_MESSAGE);

  /** A store without any record; called once for each test. */
  protected abstract StoreUnderTest openEmpty() throws Exception;

  /** The worlds' seeds. */
  public static LongStream seeds() {
    return LongStream.rangeClosed(1, WORLDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  final void tellsTheSameJourneysAsTheStoreInMemory(long seed) throws Exception {
    World world = Worlds.generate(seed, DAMAGED);
    Stage memory = new Stage(world);
    try (StoreUnderTest store = filled(world)) {
      Stage here = Stage.reading(store.reader());
      for (Question question : questions(world)) {
        assertSame(here.journey(question), memory.journey(question));
      }
    }
  }

  private static List<Question> questions(World world) {
    Span some =
        world.signals().stream()
            .filter(Span.class::isInstance)
            .map(Span.class::cast)
            .findFirst()
            .orElseThrow();
    return List.of(
        Question.ofUser("u-0", TimeRange.ALL),
        Question.ofUser("u-1", TimeRange.ALL),
        Question.ofUser("support", TimeRange.ALL),
        Question.ofUser("user.name=u-1", TimeRange.ALL),
        Question.ofTrace(some.traceId().hex()),
        about(List.of("s-kiosk-0"), List.of(), Map.of(), List.of()),
        about(List.of(), List.of("proxy-1"), Map.of(), List.of()),
        about(List.of(), List.of(), Map.of("exception.type", List.of("ParseException")), List.of()),
        about(List.of(), List.of(), Map.of(), List.of("cannot parse")));
  }

  private static Question about(
      List<String> sessions,
      List<String> correlations,
      Map<String, List<String>> fields,
      List<String> texts) {
    return new Question(
        List.of(), sessions, correlations, List.of(), fields, texts, TimeRange.ALL, false);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  final void findsAllOfAPersonNothingOfOthersAndNoEffectBeforeItsCause(long seed) throws Exception {
    World world = Worlds.generate(seed, Knobs.CROWDED);
    Scorecard card = new Scorecard();
    try (StoreUnderTest store = filled(world)) {
      Stage here = Stage.reading(store.reader());
      world.users().forEach(user -> card.judge(world, user, here.journeyOf(user)));
    }
    assertThat(card.wrongs()).isEmpty();
  }

  private StoreUnderTest filled(World world) throws Exception {
    StoreUnderTest store = openEmpty();
    List<Signal> delivery = world.delivery();
    for (int from = 0; from < delivery.size(); from += BATCH) {
      store.writeOnly(delivery.subList(from, Math.min(from + BATCH, delivery.size())));
    }
    store.refresh();
    return store;
  }

  /** Record by record first, so that a difference can be read. */
  private static void assertSame(Journey actual, Journey expected) {
    assertThat(ids(actual)).as("records of %s", expected.subject()).isEqualTo(ids(expected));
    for (int i = 0; i < expected.steps().size(); i++) {
      assertThat(actual.steps().get(i)).isEqualTo(expected.steps().get(i));
    }
    assertThat(Stage.story(actual)).isEqualTo(Stage.story(expected));
    assertThat(expected.steps()).as("rows of %s", expected.subject()).isNotEmpty();
  }

  private static List<String> ids(Journey journey) {
    return journey.steps().stream()
        .map(Step::signal)
        .map(signal -> signal.recordId().value())
        .toList();
  }
}
