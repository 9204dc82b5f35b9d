package dev.throughline.stores.lucene;

import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Bucket;
import dev.throughline.journey.store.SignalCodec;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory.UserPage;
import dev.throughline.journey.store.UserDirectory.UserSeen;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Counts users from columns; decodes a record only where the column cannot say the whole truth (a
 * name too long for a term, a time too far for a long). Memory: one entry for each user seen.
 */
final class UserTally {
  private final SignalCodec codec;
  private final TimeRange range;
  private final Map<UserRef, UserSeen> seen = new HashMap<>();

  UserTally(SignalCodec codec, TimeRange range) {
    this.codec = codec;
    this.range = range;
  }

  UserPage page(Snapshot snapshot, int limit) throws IOException {
    for (Map.Entry<Bucket, DirectoryReader> partition : snapshot.readers().entrySet()) {
      if (Reading.mayHold(partition.getKey(), range)) {
        count(partition.getValue());
      }
    }
    List<UserSeen> page =
        seen.values().stream()
            .sorted(
                Comparator.comparing(UserSeen::lastSeen).reversed().thenComparing(UserSeen::user))
            .limit(limit)
            .toList();
    return new UserPage(page, page.size() == seen.size());
  }

  private void count(DirectoryReader reader) throws IOException {
    IndexSearcher searcher = Snapshot.searcher(reader);
    var query =
        range.equals(TimeRange.ALL) ? MatchAllDocsQuery.INSTANCE : HandleQueries.within(range);
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : reader.leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer != null) {
        count(new Columns(leaf), scorer.iterator());
      }
    }
  }

  private void count(Columns columns, DocIdSetIterator docs) throws IOException {
    Tally[] tallies = new Tally[Math.toIntExact(columns.users.getValueCount())];
    for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
      if (columns.isLive(doc) && columns.users.advanceExact(doc)) {
        count(columns, doc, tallies);
      }
    }
    for (int ord = 0; ord < tallies.length; ord++) {
      if (tallies[ord] != null) {
        add(tallies[ord].of(columns.user(ord, tallies[ord].sample, codec)));
      }
    }
  }

  private void count(Columns columns, int doc, Tally[] tallies) throws IOException {
    Instant time = columns.time(doc, codec);
    if (!range.contains(time)) {
      return;
    }
    boolean error = columns.errors.advanceExact(doc);
    for (int i = 0; i < columns.users.docValueCount(); i++) {
      int ord = Math.toIntExact(columns.users.nextOrd());
      if (tallies[ord] == null) {
        tallies[ord] = new Tally(doc, time);
      }
      tallies[ord].add(time, error);
    }
  }

  private void add(UserSeen more) {
    seen.merge(
        more.user(),
        more,
        (a, b) ->
            new UserSeen(
                a.user(),
                a.records() + b.records(),
                a.errors() + b.errors(),
                a.firstSeen().isBefore(b.firstSeen()) ? a.firstSeen() : b.firstSeen(),
                a.lastSeen().isAfter(b.lastSeen()) ? a.lastSeen() : b.lastSeen()));
  }

  /** One user within one segment. */
  private static final class Tally {
    private final int sample;
    private long records;
    private long errors;
    private Instant first;
    private Instant last;

    Tally(int sample, Instant time) {
      this.sample = sample;
      this.first = time;
      this.last = time;
    }

    void add(Instant time, boolean error) {
      records++;
      errors += error ? 1 : 0;
      first = time.isBefore(first) ? time : first;
      last = time.isAfter(last) ? time : last;
    }

    UserSeen of(UserRef user) {
      return new UserSeen(user, records, errors, first, last);
    }
  }

  /** The columns of one segment that the tally reads. */
  private static final class Columns {
    private final SortedSetDocValues users;
    private final SortedNumericDocValues times;
    private final NumericDocValues errors;
    private final StoredFields stored;
    private final Bits live;

    Columns(LeafReaderContext leaf) throws IOException {
      users = DocValues.getSortedSet(leaf.reader(), IndexFields.USER);
      times = DocValues.getSortedNumeric(leaf.reader(), IndexFields.TIME);
      errors = DocValues.getNumeric(leaf.reader(), IndexFields.ERROR);
      stored = leaf.reader().storedFields();
      Bits liveDocs = leaf.reader().getLiveDocs();
      live = liveDocs == null ? new Bits.MatchAllBits(leaf.reader().maxDoc()) : liveDocs;
    }

    boolean isLive(int doc) {
      return live.get(doc);
    }

    Instant time(int doc, SignalCodec codec) throws IOException {
      times.advanceExact(doc);
      long nanos = times.nextValue();
      if (nanos == Long.MAX_VALUE || nanos == Long.MIN_VALUE) {
        return Payload.decode(codec, stored, doc).time();
      }
      return Instant.ofEpochSecond(0, nanos);
    }

    UserRef user(int ord, int sample, SignalCodec codec) throws IOException {
      BytesRef term = users.lookupOrd(ord);
      if (!IndexFields.isHashed(term)) {
        return parse(term.utf8ToString());
      }
      return Payload.decode(codec, stored, sample).ids().users().stream()
          .filter(user -> IndexFields.term(user.toString()).equals(term))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("document " + sample + " lost its user"));
    }

    private static UserRef parse(String text) {
      int end = text.indexOf('=');
      UserRef.Namespace namespace =
          UserRef.Namespace.ofAttribute(text.substring(0, end)).orElseThrow();
      return new UserRef(namespace, text.substring(end + 1));
    }
  }
}
