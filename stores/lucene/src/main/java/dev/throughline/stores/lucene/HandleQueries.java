package dev.throughline.stores.lucene;

import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Handles as a Lucene query: one set of terms per field, however many handles there are. Built from
 * objects only; no text of a handle is ever parsed.
 */
final class HandleQueries {
  private final Map<String, List<BytesRef>> terms = new TreeMap<>();
  private final List<Query> others = new ArrayList<>();

  private HandleQueries() {}

  /** Matches at least the records that name one of the handles within the range. */
  static Query anyOf(Set<Handle> handles, TimeRange range) {
    HandleQueries queries = new HandleQueries();
    handles.forEach(queries::add);
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    queries.terms.forEach((field, set) -> any.add(new TermInSetQuery(field, set), Occur.SHOULD));
    queries.others.forEach(query -> any.add(query, Occur.SHOULD));
    BooleanQuery.Builder both = new BooleanQuery.Builder();
    both.add(any.build(), Occur.FILTER);
    if (!range.equals(TimeRange.ALL)) {
      both.add(within(range), Occur.FILTER);
    }
    return new ConstantScoreQuery(both.build());
  }

  /** Matches at least the records of a range. */
  static Query within(TimeRange range) {
    return LongField.newRangeQuery(
        IndexFields.TIME, IndexFields.nanos(range.from()), IndexFields.nanos(range.to()));
  }

  private void add(Handle handle) {
    switch (handle) {
      case Handle.Trace trace -> term(IndexFields.TRACE, trace.id().hex());
      case Handle.Correlation correlation -> term(IndexFields.CORRELATION, correlation.id());
      case Handle.Session session -> term(IndexFields.SESSION, session.id());
      case Handle.User user -> term(IndexFields.USER, user.user().toString());
      case Handle.Actor actor -> term(IndexFields.ACTOR, actor.id());
      case Handle.Message message -> term(IndexFields.MESSAGE_ID, message.id());
      case Handle.LinkTo link -> term(IndexFields.LINK, link.id().hex());
      case Handle.Record record -> term(IndexFields.RECORD, record.id().value());
      case Handle.Field field ->
          term(IndexFields.ATTRIBUTE, IndexFields.attribute(field.key(), field.value()));
      case Handle.Text text -> others.add(Words.candidates(text.words()));
    }
  }

  private void term(String field, String value) {
    terms.computeIfAbsent(field, f -> new ArrayList<>()).add(IndexFields.term(value));
  }
}
