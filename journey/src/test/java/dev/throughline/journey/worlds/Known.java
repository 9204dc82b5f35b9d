package dev.throughline.journey.worlds;

import dev.throughline.journey.model.UserRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service is told of who is there.
 *
 * @param previousSession the session this one goes on from
 * @param names the user as the service knows it, empty where nobody is named
 * @param actor who acts in the user's place
 */
record Known(
    @Nullable String session,
    @Nullable String previousSession,
    @Nullable String correlation,
    List<UserRef> names,
    @Nullable String actor) {
  static final Known NOTHING = new Known(null, null, null, List.of(), null);

  /** Behind the gateway nobody is told of session and user. */
  Known inside() {
    return new Known(null, null, correlation, List.of(), null);
  }

  Known naming(@Nullable String inSession, List<UserRef> users) {
    return new Known(inSession, null, correlation, users, actor);
  }
}
