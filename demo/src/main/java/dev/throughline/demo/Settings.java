package dev.throughline.demo;

import java.net.URI;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a service listens and where its peers are: system properties first, then the environment.
 */
final class Settings {
  private final Function<String, @Nullable String> properties;
  private final Function<String, @Nullable String> environment;

  Settings(
      Function<String, @Nullable String> properties,
      Function<String, @Nullable String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  static Settings ofProcess() {
    return new Settings(System::getProperty, System::getenv);
  }

  /** The port to listen on, 0 (the default) for any free one: {@code -Dport} or {@code PORT}. */
  int port() {
    String text = read("port", "PORT");
    if (text == null) {
      return 0;
    }
    try {
      int port = Integer.parseInt(text.strip());
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below, together with the numbers that are no port.
    }
    throw new Invalid("PORT is \"" + text + "\"; expected a number from 0 to 65535");
  }

  /**
   * The address to listen on: {@code -Dbind.address} or {@code BIND_ADDRESS}. Loopback by default;
   * a container has to be open to its neighbours.
   */
  String bindAddress() {
    String address = read("bind.address", "BIND_ADDRESS");
    return address == null ? "127.0.0.1" : address.strip();
  }

  /**
   * The address of another service: {@code AUTH_URL} or {@code -Dauth.url} for {@code auth}.
   *
   * @throws Invalid if it is missing or no http address
   */
  URI peer(String service) {
    String variable = service.toUpperCase(Locale.ROOT) + "_URL";
    String text = read(service + ".url", variable);
    if (text == null) {
      throw new Invalid(variable + " is not set; expected the address of " + service);
    }
    try {
      URI uri = URI.create(text.strip());
      if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, together with the addresses that are of another kind.
    }
    throw new Invalid(variable + " is \"" + text + "\"; expected http://HOST:PORT");
  }

  private @Nullable String read(String property, String variable) {
    String value = properties.apply(property);
    if (value == null) {
      value = environment.apply(variable);
    }
    return value == null || value.isBlank() ? null : value;
  }

  /** A setting that cannot be used; the message is the whole story. */
  static final class Invalid extends RuntimeException {
    Invalid(String message) {
      super(message);
    }
  }
}
