package dev.throughline.cli.source;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** A source that could not be opened: it says why to whoever asks, and its mates still answer. */
record BrokenSource(String name, String reason) implements StoreReader {
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public ReadResult read(Query query, Consumer<Signal> sink) {
    return new ReadResult.Failed(0, reason);
  }

  @Override
  public void close() {}

  static OpenSource open(String name, String reason) {
    return new OpenSource(new BrokenSource(name, reason), null, null);
  }
}
