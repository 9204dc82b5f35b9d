package dev.throughline.agent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose word about users and sessions, and at the edge about traces, is taken. */
enum Trust {
  /** Nobody's: for a service the public internet talks to directly. */
  EDGE,

  /** Peers on loopback and private addresses, seen without a proxy in between. The default. */
  INTERNAL,

  /** Everybody's: for tests, and where another layer has checked. */
  ALWAYS;

  /** A bad value takes the safest meaning and never stops the application. */
  static Trust named(@Nullable String value) {
    if (value == null || value.trim().isEmpty()) {
      return INTERNAL;
    }
    for (Trust trust : values()) {
      if (trust.name().equalsIgnoreCase(value.trim())) {
        return trust;
      }
    }
    Failures.setting("throughline.trust", value, "edge, internal or always", "edge");
    return EDGE;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
