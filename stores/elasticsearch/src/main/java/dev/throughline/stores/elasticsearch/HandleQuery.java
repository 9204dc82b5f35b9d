package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.TimeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * Handles as a query: one set of terms per field, however many handles there are. What a handle
 * says is only ever a value in it; none of Elasticsearch's query languages is used.
 */
final class HandleQuery {
  private final Map<String, Set<String>> terms = new TreeMap<>();
  private final Set<String> ids = new LinkedHashSet<>();
  private final List<Handle.Field> fields = new ArrayList<>();
  private final List<Handle.Text> texts = new ArrayList<>();
  private final TimeRange range;

  HandleQuery(Collection<Handle> handles, TimeRange range) {
    this.range = range;
    handles.forEach(this::add);
  }

  private void add(Handle handle) {
    switch (handle) {
      case Handle.Trace trace -> term(Fields.TRACE, trace.id().hex());
      case Handle.Correlation correlation -> term(Fields.CORRELATION, correlation.id());
      case Handle.Session session -> {
        term(Fields.SESSION, session.id());
        term(Fields.PREVIOUS_SESSION, session.id());
      }
      case Handle.User user -> term(user.user().namespace().attribute(), user.user().value());
      case Handle.Actor actor -> term(Fields.ACTOR, actor.id());
      case Handle.Message message -> term(Fields.MESSAGE_ID, message.id());
      case Handle.LinkTo link -> term(Fields.LINK_TRACE, link.id().hex());
      case Handle.Record record -> ids.add(record.id().value());
      case Handle.Field field -> {
        fields.add(field);
        exactly(Fields.HASHED, Terms.hashAttribute(field.key(), field.value()));
      }
      case Handle.Text text -> texts.add(text);
    }
  }

  private void term(String field, String value) {
    if (Terms.isTerm(value)) {
      exactly(field, value);
    } else {
      exactly(Fields.HASHED, Terms.hash(field, value));
    }
  }

  private void exactly(String field, String value) {
    terms.computeIfAbsent(field, f -> new LinkedHashSet<>()).add(value);
  }

  /** Writes the value of {@code query}: at least the records that name one of the handles. */
  void write(JsonGenerator json) {
    Clauses.all(
        json,
        () -> {
          Clauses.any(json, this::handles);
          within(json, range);
        });
  }

  private void handles(JsonGenerator json) {
    terms.forEach((field, values) -> Clauses.terms(json, field, values));
    if (!ids.isEmpty()) {
      Clauses.ids(json, ids);
    }
    for (Handle.Field field : fields) {
      if (Terms.isTerm(field.value()) && Terms.isKey(field.key())) {
        Clauses.term(json, Fields.ATTRIBUTES + "." + field.key(), field.value());
      }
    }
    texts.forEach(text -> text(json, text.words()));
  }

  private static void text(JsonGenerator json, String text) {
    List<String> parts = Words.parts(text);
    if (parts.isEmpty()) {
      Clauses.terms(json, Fields.KIND, List.of("log", "event"));
      return;
    }
    Clauses.all(
        json,
        () -> parts.forEach(part -> Clauses.wildcard(json, Fields.MESSAGE, "*" + part + "*")));
    Clauses.term(json, Fields.LONG_WORD, "true");
  }

  /** Writes a clause for at least the records of a range; none for all of time. */
  static void within(JsonGenerator json, TimeRange range) {
    if (range.equals(TimeRange.ALL)) {
      return;
    }
    boolean reachesAbsurd = !Times.fits(range.from()) || !Times.fits(range.to());
    Clauses.any(
        json,
        any -> {
          Clauses.range(
              any,
              Fields.TIME,
              Times.clamp(range.from()).toString(),
              Times.clamp(range.to()).toString());
          if (reachesAbsurd) {
            Clauses.term(any, Fields.TIME_ABSURD, "true");
          }
        });
  }
}
