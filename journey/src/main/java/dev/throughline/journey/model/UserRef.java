package dev.throughline.journey.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A user as one record names it. The same text in two namespaces is two different names: only a
 * record that carries both binds them.
 *
 * @param value not empty, compared exactly
 */
public record UserRef(Namespace namespace, String value) implements Comparable<UserRef> {

  /** The attributes that name a person, in the order in which a bare name is tried. */
  public enum Namespace {
    USER_ID("user.id"),
    ENDUSER_ID("enduser.id"),
    USER_NAME("user.name"),
    USER_EMAIL("user.email");

    private final String attribute;

    Namespace(String attribute) {
      this.attribute = attribute;
    }

    /** The OpenTelemetry attribute of this namespace. */
    public String attribute() {
      return attribute;
    }

    /** The namespace of an OpenTelemetry attribute key, if it names a person. */
    public static Optional<Namespace> ofAttribute(String key) {
      for (Namespace namespace : values()) {
        if (namespace.attribute.equals(key)) {
          return Optional.of(namespace);
        }
      }
      return Optional.empty();
    }
  }

  public UserRef {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("empty " + namespace.attribute());
    }
  }

  /** A user by {@code user.id}, the usual case. */
  public static UserRef userId(String value) {
    return new UserRef(Namespace.USER_ID, value);
  }

  /**
   * What a name as a person types it may mean, the likeliest first; {@code user.email=x} means one
   * thing only.
   */
  public static List<UserRef> readings(String name) {
    if (name.isEmpty()) {
      return List.of();
    }
    List<UserRef> readings = new ArrayList<>();
    for (Namespace namespace : Namespace.values()) {
      String prefix = namespace.attribute + "=";
      if (name.startsWith(prefix) && name.length() > prefix.length()) {
        return List.of(new UserRef(namespace, name.substring(prefix.length())));
      }
      readings.add(new UserRef(namespace, name));
    }
    return readings;
  }

  @Override
  public int compareTo(UserRef other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return namespace.attribute() + "=" + value;
  }
}
