package dev.throughline.journey.worlds;

import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances in which something is done in the shop.
 *
 * @param parent the open span, or null at the beginning of a trace
 * @param cause that span's record, or what else caused this
 * @param owners whose doing it truly is
 * @param unsure whether not even a person could say so
 * @param names the user as services know it here, empty where nobody is named
 * @param actor who acts in the user's place
 */
record Where(
    TraceId trace,
    @Nullable SpanId parent,
    @Nullable RecordId cause,
    Set<String> owners,
    boolean unsure,
    boolean sampled,
    @Nullable String session,
    @Nullable String correlation,
    List<UserRef> names,
    @Nullable String actor) {

  Where under(SpanId span, RecordId record) {
    return new Where(
        trace, span, record, owners, unsure, sampled, session, correlation, names, actor);
  }

  Where causedBy(@Nullable RecordId record) {
    return new Where(
        trace, parent, record, owners, unsure, sampled, session, correlation, names, actor);
  }

  Where ownedBy(Set<String> others) {
    return new Where(
        trace, parent, cause, others, unsure, sampled, session, correlation, names, actor);
  }

  Where naming(@Nullable String inSession, List<UserRef> user) {
    return new Where(
        trace, parent, cause, owners, unsure, sampled, inSession, correlation, user, actor);
  }

  /** Behind the gateway nobody is told of session and user. */
  Where inside() {
    return new Where(
        trace, parent, cause, owners, unsure, sampled, null, correlation, List.of(), null);
  }
}
