package dev.throughline.journey.model;

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
