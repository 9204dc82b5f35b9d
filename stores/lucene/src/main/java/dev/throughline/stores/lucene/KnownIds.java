package dev.throughline.stores.lucene;

import dev.throughline.journey.model.RecordId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Which record ids a partition holds already. Exact: the ids added since the last look at the index
 * are kept in memory, a bounded number of them. Used by the writing thread alone.
 */
final class KnownIds implements AutoCloseable {
  /** Then the index is looked at anew: often costs flushes, seldom costs memory. */
  private static final int REMEMBERED = 50_000;

  private final IndexWriter writer;
  private final Set<String> recent = new HashSet<>();
  private final List<Leaf> leaves = new ArrayList<>();
  private DirectoryReader reader;

  private record Leaf(TermsEnum terms, LeafReader reader) {
    boolean has(BytesRef id) throws IOException {
      if (!terms.seekExact(id)) {
        return false;
      }
      return reader.getLiveDocs() == null || hasLive();
    }

    private boolean hasLive() throws IOException {
      PostingsEnum postings = terms.postings(null, PostingsEnum.NONE);
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if (reader.getLiveDocs().get(doc)) {
          return true;
        }
      }
      return false;
    }
  }

  KnownIds(IndexWriter writer) throws IOException {
    this.writer = writer;
    this.reader = DirectoryReader.open(writer);
    useLeaves();
  }

  boolean contains(RecordId id) throws IOException {
    if (recent.contains(id.value())) {
      return true;
    }
    BytesRef term = IndexFields.term(id.value());
    for (Leaf leaf : leaves) {
      if (leaf.has(term)) {
        return true;
      }
    }
    return false;
  }

  /** To be called after the record is in the index. */
  void added(RecordId id) throws IOException {
    recent.add(id.value());
    if (recent.size() >= REMEMBERED) {
      lookAnew();
    }
  }

  /** Looks at the index as it is now; needed after deletions. */
  void lookAnew() throws IOException {
    @Nullable DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
    if (newer != null) {
      reader.close();
      reader = newer;
      useLeaves();
    }
    recent.clear();
  }

  private void useLeaves() throws IOException {
    leaves.clear();
    for (LeafReaderContext context : reader.leaves()) {
      Terms terms = context.reader().terms(IndexFields.RECORD);
      if (terms != null) {
        leaves.add(new Leaf(terms.iterator(), context.reader()));
      }
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
