package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the hashes by which a record is found where its values are no terms. */
final class Hashes {
  private final List<String> hashes = new ArrayList<>(0);

  private Hashes() {}

  static List<String> of(Signal signal) {
    Hashes collected = new Hashes();
    collected.add(signal.ids());
    signal.attributes().asMap().forEach(collected::add);
    return collected.hashes;
  }

  private void add(Ids ids) {
    addLong(Fields.CORRELATION, ids.correlationId());
    addLong(Fields.SESSION, ids.sessionId());
    addLong(Fields.PREVIOUS_SESSION, ids.previousSessionId());
    ids.users().forEach(user -> addLong(user.namespace().attribute(), user.value()));
    addLong(Fields.ACTOR, ids.actorId());
    ids.messageIds().forEach(id -> addLong(Fields.MESSAGE_ID, id));
  }

  private void addLong(String field, @Nullable String value) {
    if (value != null && !Terms.isTerm(value)) {
      hashes.add(Terms.hash(field, value));
    }
  }

  private void add(String key, Object value) {
    if (!Terms.isKey(key) || !AttributesJson.isFoundByText(value)) {
      hashes.add(Terms.hashAttribute(key, value.toString()));
    }
  }
}
