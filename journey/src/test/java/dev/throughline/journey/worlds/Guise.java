package dev.throughline.journey.worlds;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a person is known while visiting.
 *
 * @param owners whose visit it truly is
 * @param unsure whether not even a person could say so
 * @param previous the session that this one goes on from
 * @param user the id that services see
 * @param actor who acts in the user's place
 */
record Guise(
    Set<String> owners,
    boolean unsure,
    String session,
    @Nullable String previous,
    @Nullable String user,
    @Nullable String actor) {

  /** Somebody whom nobody has named yet. */
  static Guise unnamed(Set<String> owners, String session) {
    return new Guise(owners, false, session, null, null, null);
  }

  Guise named(@Nullable String as) {
    return new Guise(owners, unsure, session, previous, as, actor);
  }

  Guise actedBy(String other) {
    return new Guise(owners, unsure, session, previous, user, other);
  }

  Guise inDoubt() {
    return new Guise(owners, true, session, previous, user, actor);
  }

  /** In a new session that goes on from this one. */
  Guise renewed() {
    return new Guise(owners, unsure, session + "-renewed", session, user, actor);
  }
}
