package dev.throughline.correlation.request;

import dev.throughline.correlation.jwt.JwtKeys;
import dev.throughline.correlation.trace.TraceFormat;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What an operator may decide, each as a system property or an environment variable.
 *
 * @param enabled {@code throughline.enabled}, {@code THROUGHLINE_ENABLED}: {@code false} puts the
 *     whole filter to sleep, for a service that an agent with our extension looks after
 * @param trust {@code throughline.trust}, {@code THROUGHLINE_TRUST}: edge, internal or always
 * @param peers {@code throughline.trust.peers}, {@code THROUGHLINE_TRUST_PEERS}: who is internal, a
 *     semicolon list of private, 10.1.0.0/16, sha256:HEX, subject:NAME, issuer:NAME, san:NAME
 * @param baggageHosts {@code throughline.baggage.hosts}, {@code THROUGHLINE_BAGGAGE_HOSTS}: comma
 *     list of host names outside the private network that may learn user and session; {@code
 *     .example.org} means all hosts below it, {@code *} every host
 * @param formats {@code throughline.formats}, {@code THROUGHLINE_FORMATS}: how trace context is
 *     written on calls, a comma list of tracecontext, b3, b3multi, xray, jaeger
 * @param pseudonym {@code throughline.user.key}, {@code THROUGHLINE_USER_KEY}: a secret; with it,
 *     users and actors are written as keyed hashes
 * @param jwtKeys {@code throughline.jwt.keys}, {@code THROUGHLINE_JWT_KEYS}: a PEM file of public
 *     keys that bearer tokens are checked with; {@code throughline.jwt.issuer}: their {@code iss}
 */
record Settings(
    boolean enabled,
    Trust trust,
    TrustedPeers peers,
    List<String> baggageHosts,
    Set<TraceFormat> formats,
    UserPseudonym pseudonym,
    JwtKeys jwtKeys) {
  private static volatile @Nullable Settings current;

  static Settings current() {
    Settings known = current;
    return known != null ? known : readNow();
  }

  /** They are read again when next asked for: not at once, for logging may not be set up yet. */
  static void forget() {
    current = null;
  }

  private static Settings readNow() {
    Settings read = read(Setting::lookUp);
    current = read;
    return read;
  }

  /**
   * Reads all settings; a bad value costs a warning and takes the safest meaning, never the host.
   */
  static Settings read(Function<String, @Nullable String> named) {
    return new Settings(
        !"false".equalsIgnoreCase(named.apply("throughline.enabled")),
        trust(named.apply("throughline.trust")),
        TrustedPeers.read(named.apply("throughline.trust.peers")),
        list(named.apply("throughline.baggage.hosts")),
        formats(list(named.apply("throughline.formats"))),
        UserPseudonym.withKey(named.apply("throughline.user.key")),
        jwtKeys(named.apply("throughline.jwt.keys"), named.apply("throughline.jwt.issuer")));
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

  private static JwtKeys jwtKeys(@Nullable String file, @Nullable String issuer) {
    if (file == null || file.isBlank()) {
      return JwtKeys.NONE;
    }
    try {
      return JwtKeys.ofFile(Path.of(file.strip()), issuer);
    } catch (IOException | InvalidPathException e) {
      LoggerFactory.getLogger(Settings.class)
          .warn("throughline.jwt.keys: {}; no token is believed", e.toString());
      return JwtKeys.NONE;
    }
  }

  private static Set<TraceFormat> formats(List<String> names) {
    Set<TraceFormat> formats = EnumSet.noneOf(TraceFormat.class);
    for (String name : names) {
      TraceFormat.named(name)
          .ifPresentOrElse(
              formats::add,
              () ->
                  LoggerFactory.getLogger(Settings.class)
                      .warn(
                          "throughline.formats: '{}' is none of {}; left out",
                          name,
                          Arrays.toString(TraceFormat.values()).toLowerCase(Locale.ROOT)));
    }
    return formats.isEmpty() ? EnumSet.of(TraceFormat.TRACECONTEXT) : formats;
  }

  private static List<String> list(@Nullable String value) {
    return value == null
        ? List.of()
        : Arrays.stream(value.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .filter(host -> !host.isEmpty())
            .toList();
  }
}
