package dev.throughline.journey.worlds;

import dev.throughline.journey.Journey;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.InMemoryStore;
import dev.throughline.journey.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A world in a store, to be asked for journeys. */
final class Stage {
  /** Long after everything arrived. */
  static final Instant AS_OF = Recorder.START.plus(Duration.ofDays(20));

  private final JourneyReader reader;

  Stage(World world) {
    this(world.signals());
  }

  Stage(Collection<Signal> delivery) {
    InMemoryStore store = new InMemoryStore("world", () -> AS_OF);
    delivery.forEach(store::put);
    this.reader = new JourneyReader(List.of(store));
  }

  Journey journeyOf(String user) {
    return journeyOf(user, ReadOptions.DEFAULTS);
  }

  Journey journeyOf(String user, ReadOptions options) {
    return reader.read(Question.ofUser(user, TimeRange.ALL), options);
  }
}
