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
 */
record Where(
    TraceId trace,
    @Nullable SpanId parent,
    @Nullable RecordId cause,
    Set<String> owners,
    boolean unsure,
    boolean sampled,
    Known known) {

  Where under(SpanId span, RecordId record) {
    return new Where(trace, span, record, owners, unsure, sampled, known);
  }

  Where ownedBy(Set<String> others) {
    return new Where(trace, parent, cause, others, unsure, sampled, known);
  }

  Where naming(@Nullable String inSession, List<UserRef> users) {
    return new Where(trace, parent, cause, owners, unsure, sampled, known.naming(inSession, users));
  }

  /** Behind the gateway nobody is told of session and user. */
  Where inside() {
    return new Where(trace, parent, cause, owners, unsure, sampled, known.inside());
  }
}
