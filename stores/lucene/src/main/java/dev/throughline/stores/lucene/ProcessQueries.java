package dev.throughline.stores.lucene;

import dev.throughline.journey.store.ProcessReader.Extent;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.ProcessReader.Process;
import dev.throughline.journey.store.Stays;
import dev.throughline.journey.store.TimeRange;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;

/** Processes and times as a Lucene query of bounded size, however many stays there are. */
final class ProcessQueries {
  /** Below what Lucene takes in one query, 1,024. */
  private static final int MOST_CLAUSES = 800;

  private ProcessQueries() {}

  /** Matches at least the records that are looked for. */
  static Query of(Look look) {
    String field =
        look.extent() == Extent.EVERYTHING ? IndexFields.PROCESS : IndexFields.PROCESS_WITHOUT_IDS;
    int processes = look.stays().processes().size();
    return new ConstantScoreQuery(
        2 * processes > MOST_CLAUSES
            ? together(field, look.stays())
            : apart(field, look.stays().coarse(MOST_CLAUSES / processes - 1)));
  }

  private static Query together(String field, Stays stays) {
    List<Process> processes = List.copyOf(stays.processes());
    return both(
        new TermInSetQuery(
            field, processes.stream().map(p -> IndexFields.term(IndexFields.process(p))).toList()),
        HandleQueries.within(stays.span()));
  }

  private static Query apart(String field, Stays stays) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (Process process : stays.processes()) {
      BooleanQuery.Builder times = new BooleanQuery.Builder();
      for (TimeRange range : stays.of(process)) {
        times.add(HandleQueries.within(range), Occur.SHOULD);
      }
      Term term = new Term(field, IndexFields.term(IndexFields.process(process)));
      any.add(both(new TermQuery(term), times.build()), Occur.SHOULD);
    }
    return any.build();
  }

  private static Query both(Query one, Query other) {
    return new BooleanQuery.Builder().add(one, Occur.FILTER).add(other, Occur.FILTER).build();
  }
}
