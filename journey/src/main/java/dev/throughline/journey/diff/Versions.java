package dev.throughline.journey.diff;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Step;
import dev.throughline.journey.diff.Difference.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which version of each service took part. */
final class Versions {
  private Versions() {}

  static void compare(Journey good, Journey other, Telling telling) {
    Map<String, Set<String>> before = of(good);
    of(other)
        .forEach(
            (service, now) -> {
              Set<String> was = before.getOrDefault(service, now);
              if (!was.containsAll(now)) {
                telling.add(
                    Kind.OTHER_VERSION,
                    List.of(service),
                    "runs " + String.join(", ", now) + ", before " + String.join(", ", was),
                    firstOf(good, service),
                    firstOf(other, service));
              }
            });
  }

  private static Map<String, Set<String>> of(Journey journey) {
    Map<String, Set<String>> versions = new TreeMap<>();
    for (Step step : journey.steps()) {
      String version = step.signal().resource().serviceVersion();
      if (version != null) {
        versions.computeIfAbsent(step.service(), k -> new TreeSet<>()).add(version);
      }
    }
    return versions;
  }

  private static @Nullable Step firstOf(Journey journey, String service) {
    return journey.steps().stream()
        .filter(step -> step.service().equals(service))
        .findFirst()
        .orElse(null);
  }
}
