package dev.throughline.journey.worlds;

import java.util.List;
import java.util.stream.LongStream;

/** How many worlds a promise is tested on: {@code -Dthroughline.worlds=30} for all of them. */
public final class Seeds {
  public static final int COUNT = Integer.getInteger("throughline.worlds", 10);

  private Seeds() {}

  /** As many worlds as there are seeds. */
  public static List<World> worlds(Knobs knobs) {
    return worlds(knobs, COUNT);
  }

  public static List<World> worlds(Knobs knobs, int count) {
    return LongStream.rangeClosed(1, count).mapToObj(s -> Worlds.generate(s, knobs)).toList();
  }
}
