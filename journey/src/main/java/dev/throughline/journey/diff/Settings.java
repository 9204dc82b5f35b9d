package dev.throughline.journey.diff;

import dev.throughline.journey.diff.Difference.Kind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Attributes that tell of a setting or an outcome, not of this person's order. */
final class Settings {
  private static final List<String> OUTCOMES =
      List.of("http.response.status_code", "error.type", "exception.type");

  private static final List<String> SETTINGS =
      List.of("http.route", "feature_flag.", "deployment.");

  /** Names of peers: an address or the number of a pod in them is an accident. */
  private static final List<String> PEERS =
      List.of("server.address", "peer.service", "messaging.destination.name", "db.namespace");

  private Settings() {}

  /**
   * @param failed whether it is told already that the other one failed
   */
  static void compare(Hop good, Hop other, boolean failed, Telling telling) {
    Set<String> keys = new TreeSet<>(good.attributes());
    keys.addAll(other.attributes());
    for (String key : keys) {
      boolean peer = PEERS.contains(key);
      boolean outcome = !failed && OUTCOMES.contains(key);
      if (peer || outcome || SETTINGS.stream().anyMatch(key::startsWith)) {
        Set<String> was = values(good, key, peer);
        Set<String> is = values(other, key, peer);
        if (!was.containsAll(is)) {
          String detail = key + " is " + String.join(", ", is) + ", was " + orNothing(was);
          telling.add(Kind.OTHER_ATTRIBUTE, other.way(), detail, good.first(), other.first());
        }
      }
    }
  }

  private static Set<String> values(Hop hop, String key, boolean peer) {
    Set<String> values = hop.values(key);
    return peer ? values.stream().map(Plain::text).collect(Collectors.toSet()) : values;
  }

  private static String orNothing(Set<String> values) {
    return values.isEmpty() ? "not there" : String.join(", ", values);
  }
}
