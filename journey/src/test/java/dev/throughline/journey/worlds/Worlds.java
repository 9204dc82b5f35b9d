package dev.throughline.journey.worlds;

import static dev.throughline.journey.worlds.Calls.MILLI;

import java.util.List;
import java.util.Random;

/** Makes worlds: persons with their habits, let loose on the {@link Shop}. */
public final class Worlds {
  private static final int MURMURING_SECONDS = 90;

  private Worlds() {}

  /** The same seed and knobs make the same world. */
  public static World generate(long seed, Knobs knobs) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    Hosts hosts = new Hosts(knobs.machines(), random);
    Recorder recorder = new Recorder(hosts, knobs.loss(), random);
    Shop shop = new Shop(new Calls(recorder, hosts, random), knobs);
    Agenda agenda = new Agenda();
    List<String> users = new Visitors(knobs, random, recorder, shop, agenda).plan();
    if (knobs.loss().lineIds() > 0) {
      for (int second = 0; second < MURMURING_SECONDS; second++) {
        agenda.at(second * 1000L * MILLI, shop::murmur);
      }
    }
    long last = agenda.run();
    if (shop.mailRoom.hasMail()) {
      shop.mailRoom.deliver(last + 2000 * MILLI);
    }
    return new World(
        seed, knobs, users, recorder.written(), recorder.truths, hosts.clocks(), recorder.gaps);
  }
}
