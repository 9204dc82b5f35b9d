package dev.throughline.stores.lucene;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/**
 * Finds candidates for "contains this text, whatever the case". A message is indexed as its runs of
 * letters and digits in lower case. If a message contains a text, then it has every inner run of
 * the text as a run of its own, one that ends with the text's first run when that touches the
 * text's beginning, and one that begins with its last run when that touches the end. So nothing is
 * missed; what is too much, the check of the decoded record takes away.
 */
final class Words extends TokenStream {
  /** Runs longer than this are not indexed; a message that has one carries {@link #HAS_LONG}. */
  private static final int LONGEST = 128;

  private static final String HAS_LONG = "\u0000";
  private static final int DETERMINIZE_EFFORT = 1_000_000;

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private String text = "";
  private int next;
  private boolean longSeen;

  /** Makes this stream the words of another text. */
  Words over(String message) {
    text = message.toLowerCase(Locale.ROOT);
    return this;
  }

  @Override
  public void reset() {
    next = 0;
    longSeen = false;
  }

  @Override
  public boolean incrementToken() {
    clearAttributes();
    while (next < text.length()) {
      int start = startOfRun(text, next);
      int end = endOfRun(text, start);
      next = end;
      if (end - start > LONGEST) {
        longSeen = true;
      } else if (end > start) {
        term.append(text, start, end);
        return true;
      }
    }
    return marker();
  }

  private boolean marker() {
    boolean pending = longSeen;
    longSeen = false;
    if (pending) {
      term.append(HAS_LONG);
    }
    return pending;
  }

  /** Matches at least every message that contains the text. */
  static Query candidates(String contained) {
    String text = contained.toLowerCase(Locale.ROOT);
    List<Query> all = new ArrayList<>();
    for (int start = startOfRun(text, 0); start < text.length(); ) {
      int end = endOfRun(text, start);
      all.add(run(text.substring(start, end), start == 0, end == text.length()));
      start = startOfRun(text, end);
    }
    if (all.isEmpty()) {
      return MatchAllDocsQuery.INSTANCE;
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    all.forEach(one -> query.add(one, Occur.FILTER));
    return query.build();
  }

  private static Query run(String run, boolean openStart, boolean openEnd) {
    Query hasLong = new TermQuery(new Term(IndexFields.MESSAGE, HAS_LONG));
    if (run.length() > LONGEST) {
      return hasLong;
    }
    Query exact = new TermQuery(new Term(IndexFields.MESSAGE, run));
    if (!openStart && !openEnd) {
      return exact;
    }
    return new BooleanQuery.Builder()
        .add(partial(run, openStart, openEnd), Occur.SHOULD)
        .add(hasLong, Occur.SHOULD)
        .build();
  }

  private static Query partial(String run, boolean openStart, boolean openEnd) {
    List<Automaton> parts = new ArrayList<>();
    if (openStart) {
      parts.add(Automata.makeAnyString());
    }
    parts.add(Automata.makeString(run));
    if (openEnd) {
      parts.add(Automata.makeAnyString());
    }
    Automaton automaton = Operations.determinize(Operations.concatenate(parts), DETERMINIZE_EFFORT);
    return new AutomatonQuery(new Term(IndexFields.MESSAGE, run), automaton);
  }

  private static int startOfRun(String text, int from) {
    int i = from;
    while (i < text.length() && !Character.isLetterOrDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int endOfRun(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
