package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Span.Kind;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.worlds.Calls.Answer;
import java.util.List;

/** Who comes and goes. */
final class Accounts {
  private final Calls calls;

  Accounts(Calls calls) {
    this.calls = calls;
  }

  /** Only the auth service knows the user here. */
  long login(Where where, List<UserRef> names, long start) {
    return calls.enter(
        where,
        "POST /login",
        start,
        Answer.FINE,
        (gateway, begin) ->
            calls.call(
                gateway,
                "auth",
                "POST /login",
                begin,
                (auth, at) ->
                    welcome(auth, auth.inside().naming(where.known().session(), names), at)));
  }

  private long welcome(OpenSpan auth, Where named, long at) {
    Line welcome = Line.event("UserLoggedIn", "welcome");
    calls.recorder.log(named, auth.resource, welcome, at + calls.some(2));
    calls
        .open(named, auth.resource, "verify password", Kind.INTERNAL, at)
        .close(at + calls.some(5));
    return at + 6 * Calls.MILLI;
  }

  long logout(Where where, long start) {
    return calls.enter(
        where,
        "POST /logout",
        start,
        Answer.FINE,
        (gateway, at) -> {
          gateway.log(Line.event("UserLoggedOut", "bye"), at);
          return at + calls.some(2);
        });
  }

  /** A service of old days that writes lines without any trace, by the user's name. */
  void audit(Where where, long at) {
    calls.recorder.log(where, calls.next("audit"), Line.info("action noted"), at);
  }
}
