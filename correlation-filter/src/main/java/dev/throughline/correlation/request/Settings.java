package dev.throughline.correlation.request;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What an operator may decide, each as a system property or an environment variable.
 *
 * @param trust {@code throughline.trust}, {@code THROUGHLINE_TRUST}: edge, internal or always
 * @param baggageHosts {@code throughline.baggage.hosts}, {@code THROUGHLINE_BAGGAGE_HOSTS}: comma
 *     list of host names outside the private network that may learn user and session; {@code
 *     .example.org} means all hosts below it, {@code *} every host
 */
record Settings(Trust trust, List<String> baggageHosts) {
  private static final Settings CURRENT = read(Settings::lookUp);

  static Settings current() {
    return CURRENT;
  }

  /**
   * Reads all settings; a bad value costs a warning and takes the safest meaning, never the host.
   */
  static Settings read(UnaryOperator<@Nullable String> named) {
    return new Settings(
        trust(named.apply("throughline.trust")), list(named.apply("throughline.baggage.hosts")));
  }

  boolean baggageMayGoTo(@Nullable String host) {
    if (PrivateNetwork.containsHost(host)) {
      return true;
    }
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    return baggageHosts.stream()
        .anyMatch(
            allowed ->
                allowed.equals("*")
                    || allowed.equals(name)
                    || (allowed.startsWith(".") && name.endsWith(allowed)));
  }

  private static Trust trust(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return Trust.INTERNAL;
    }
    for (Trust trust : Trust.values()) {
      if (trust.name().equalsIgnoreCase(value.strip())) {
        return trust;
      }
    }
    LoggerFactory.getLogger(Settings.class)
        .warn("throughline.trust: '{}' is none of edge, internal, always; taken as edge", value);
    return Trust.EDGE;
  }

  private static List<String> list(@Nullable String value) {
    return value == null
        ? List.of()
        : Arrays.stream(value.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .filter(host -> !host.isEmpty())
            .toList();
  }

  private static @Nullable String lookUp(@Nullable String name) {
    return name == null ? null : Setting.lookUp(name);
  }
}
