package dev.throughline.journey.worlds;

import dev.throughline.journey.Journey;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.InMemoryStore;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A world in a store, to be asked for journeys. */
public final class Stage {
  /** Long after everything arrived. */
  static final Instant AS_OF = Hosts.START.plus(Duration.ofDays(20));

  private final JourneyReader reader;

  public Stage(World world) {
    this(world.delivery());
  }

  Stage(Collection<Signal> delivery) {
    this(List.of(delivery));
  }

  /** One source for each part. */
  Stage(List<? extends Collection<Signal>> parts) {
    List<StoreReader> sources = new ArrayList<>();
    for (Collection<Signal> part : parts) {
      InMemoryStore store = new InMemoryStore("part-" + sources.size(), () -> AS_OF);
      part.forEach(store::put);
      sources.add(store);
    }
    this.reader = new JourneyReader(sources);
  }

  private Stage(JourneyReader reader) {
    this.reader = reader;
  }

  /** Some other place where a world was put. */
  public static Stage reading(StoreReader... sources) {
    return new Stage(new JourneyReader(List.of(sources)));
  }

  public Journey journeyOf(String user) {
    return journeyOf(user, ReadOptions.DEFAULTS);
  }

  Journey journeyOf(String user, ReadOptions options) {
    return reader.read(Question.ofUser(user, TimeRange.ALL), options);
  }

  public Journey journey(Question question) {
    return reader.read(question, ReadOptions.DEFAULTS);
  }

  /** What a journey tells, whoever told it, and when. */
  public static Journey story(Journey journey) {
    return new Journey(
        journey.subject(),
        journey.window(),
        AS_OF,
        journey.complete(),
        journey.summary(),
        journey.origin(),
        journey.failures(),
        journey.clocks(),
        journey.steps(),
        journey.gaps(),
        List.of());
  }
}
