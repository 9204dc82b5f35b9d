package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.worlds.World.HostClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The machines, the instances that run on them, and what time each of them thinks it is. */
final class Hosts {
  static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
  private static final long MILLI = 1_000_000;

  private final Map<String, HostClock> clocks = new TreeMap<>();
  private final Map<String, Resource> instances = new HashMap<>();
  private final Knobs.Machines knobs;
  private final Random random;

  Hosts(Knobs.Machines knobs, Random random) {
    this.knobs = knobs;
    this.random = random;
    for (int host = 0; host < knobs.hosts(); host++) {
      clocks.put("host-" + host, new HostClock(offset(), drift()));
    }
  }

  private long offset() {
    return (long) ((random.nextDouble() * 2 - 1) * knobs.maxOffsetSeconds() * 1000 * MILLI);
  }

  private double drift() {
    return (random.nextDouble() * 2 - 1) * knobs.maxDriftPpm();
  }

  Map<String, HostClock> clocks() {
    return clocks;
  }

  /** One of a service's two instances. */
  Resource instance(String service, int request) {
    String instance = service + "-" + request % 2;
    return instances.computeIfAbsent(instance, name -> started(service, name));
  }

  private Resource started(String service, String name) {
    String host = "host-" + random.nextInt(knobs.hosts());
    return new Resource(service, name, "1.0", null, host, null, null, Attributes.EMPTY);
  }

  /** What an instance's clock shows. */
  Instant raw(Resource resource, long trueNanos) {
    HostClock clock = clocks.get(resource.clock());
    long nanos = trueNanos + (clock == null ? 0 : clock.errorAt(trueNanos));
    return START.plusNanos(knobs.millis() ? Math.floorDiv(nanos, MILLI) * MILLI : nanos);
  }
}
