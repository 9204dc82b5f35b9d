package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.UserRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All names of the person asked for. {@code user.id}, {@code user.name}, {@code user.email} and
 * {@code enduser.id} are separate namespaces; one record that carries two names binds them, unless
 * the bound name is also borne by somebody else. Somebody else is who bears a different value of
 * the <em>same</em> attribute.
 */
final class Person {
  /** Whom a record names. */
  enum Named {
    NOBODY,
    SELF,
    OTHER
  }

  private final Set<UserRef> names;
  private final Set<UserRef.Namespace> namespaces;
  private final Set<String> nonPersons;

  private Person(Set<UserRef> names, Set<String> nonPersons) {
    this.names = names;
    this.namespaces = new HashSet<>();
    names.forEach(name -> namespaces.add(name.namespace()));
    this.nonPersons = nonPersons;
  }

  /**
   * Follows the bindings from the asked names through all records at hand.
   *
   * @param asked the names the question means
   */
  static Person of(
      Collection<UserRef> asked, Collection<? extends Signal> signals, Set<String> nonPersons) {
    Map<UserRef, Set<UserRef>> together = new HashMap<>();
    signals.forEach(signal -> noteBinding(signal.ids(), together, nonPersons));
    Set<UserRef> names = new TreeSet<>(asked);
    boolean grown = true;
    while (grown) {
      grown = false;
      for (UserRef name : List.copyOf(names)) {
        for (UserRef bound : together.getOrDefault(name, Set.of())) {
          if (!names.contains(bound) && isBorneByNobodyElse(bound, names, together)) {
            grown |= names.add(bound);
          }
        }
      }
    }
    return new Person(names, nonPersons);
  }

  private static void noteBinding(
      Ids ids, Map<UserRef, Set<UserRef>> together, Set<String> nonPersons) {
    if (ids.users().size() < 2) {
      return;
    }
    for (UserRef a : ids.users()) {
      for (UserRef b : ids.users()) {
        if (!a.equals(b) && !nonPersons.contains(a.value()) && !nonPersons.contains(b.value())) {
          together.computeIfAbsent(a, k -> new TreeSet<>()).add(b);
        }
      }
    }
  }

  /** A name is ambiguous when some record ties it to another value where we have one already. */
  private static boolean isBorneByNobodyElse(
      UserRef name, Set<UserRef> names, Map<UserRef, Set<UserRef>> together) {
    return together.getOrDefault(name, Set.of()).stream()
        .allMatch(
            other ->
                names.contains(other)
                    || names.stream().noneMatch(n -> n.namespace() == other.namespace()));
  }

  Set<UserRef> names() {
    return names;
  }

  boolean isNobody() {
    return names.isEmpty();
  }

  /** The names in a record that stand for persons. */
  Stream<UserRef> persons(Ids ids) {
    return ids.users().stream().filter(user -> !nonPersons.contains(user.value()));
  }

  /** Whom the record is about; who acts in another's place is in the story of both. */
  Named named(Ids ids) {
    return actsForAnother(ids) ? Named.SELF : subject(ids);
  }

  /** Whose session it is: an actor takes his own session along. */
  Named sessionHolder(Ids ids) {
    String actor = ids.actorId();
    if (actor == null || nonPersons.contains(actor)) {
      return subject(ids);
    }
    return names.contains(UserRef.userId(actor)) ? Named.SELF : Named.OTHER;
  }

  boolean actsForAnother(Ids ids) {
    return ids.actorId() != null
        && !ids.actorId().isEmpty()
        && names.contains(UserRef.userId(ids.actorId()));
  }

  private Named subject(Ids ids) {
    Named answer = Named.NOBODY;
    for (UserRef user : ids.users()) {
      if (nonPersons.contains(user.value())) {
        continue;
      }
      if (names.contains(user)) {
        return Named.SELF;
      }
      if (namespaces.contains(user.namespace())) {
        answer = Named.OTHER;
      }
    }
    return answer;
  }
}
