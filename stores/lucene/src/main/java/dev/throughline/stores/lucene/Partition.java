package dev.throughline.stores.lucene;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Bucket;
import dev.throughline.journey.store.SignalCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * One bucket's index in the process that writes it. The index is opened for writing at the first
 * record, so that many old partitions cost nothing. {@link #commit} and {@link #reader} may be
 * called from any thread, the rest from the one that writes.
 */
final class Partition implements AutoCloseable {
  private static final double RAM_BUFFER_MB = 32;

  private final Bucket bucket;
  private final SignalCodec codec;
  private final Directory directory;
  private final SharedReader reader;
  private volatile @Nullable Writing writing;

  private record Writing(IndexWriter index, KnownIds known, SignalDocuments documents) {}

  /** How a folder is opened; another one only in tests of faults. */
  interface Opening {
    Opening FILES = FSDirectory::open;

    Directory open(Path folder) throws IOException;
  }

  Partition(Bucket bucket, Path folder, SignalCodec codec, Opening opening) throws IOException {
    this.bucket = bucket;
    this.codec = codec;
    this.directory = opening.open(folder);
    this.reader = new SharedReader(folder, this::openReader);
  }

  private DirectoryReader openReader() throws IOException {
    Writing now = writing;
    return now == null ? DirectoryReader.open(directory) : DirectoryReader.open(now.index);
  }

  Bucket bucket() {
    return bucket;
  }

  SharedReader reader() {
    return reader;
  }

  /**
   * Adds a record unless it is there.
   *
   * @return false when it was there
   */
  boolean add(Signal signal) throws IOException {
    Writing now = writing();
    if (now.known.contains(signal.recordId())) {
      return false;
    }
    now.index.addDocument(now.documents.of(signal, bucket));
    now.known.added(signal.recordId());
    return true;
  }

  /** Removes what was received before a moment; only the bucket of old records knows that. */
  void expire(Instant receivedBefore) throws IOException {
    Writing now = writing();
    now.index.deleteDocuments(
        LongPoint.newRangeQuery(
            IndexFields.RECEIVED, Long.MIN_VALUE, IndexFields.nanos(receivedBefore) - 1));
    now.known.lookAnew();
  }

  /** Fails when Lucene has given the index up, and with it what was not committed. */
  void checkAlive() throws IOException {
    Writing now = writing;
    if (now != null && !now.index.isOpen()) {
      throw new IOException(
          "the index of " + bucket + " was given up", now.index.getTragicException());
    }
  }

  boolean hasUncommitted() {
    Writing now = writing;
    return now != null && now.index.hasUncommittedChanges();
  }

  /** Makes everything that was added before this call durable. */
  void commit(CommitStamp stamp) throws IOException {
    IndexWriter index = writing().index;
    index.setLiveCommitData(stamp.commitData().entrySet());
    index.commit();
  }

  private synchronized Writing writing() throws IOException {
    Writing now = writing;
    if (now == null) {
      now = openForWriting();
      writing = now;
      reader.reopen();
    }
    return now;
  }

  private Writing openForWriting() throws IOException {
    IndexWriter index = new IndexWriter(directory, configuration());
    if (!DirectoryReader.indexExists(directory)) {
      // A folder with data but without a commit is thereby always a damaged one.
      index.commit();
    }
    return new Writing(index, new KnownIds(index), new SignalDocuments(codec));
  }

  static IndexWriterConfig configuration() {
    return new IndexWriterConfig()
        .setCodec(new Lucene104Codec(Lucene104Codec.Mode.BEST_COMPRESSION))
        .setRAMBufferSizeMB(RAM_BUFFER_MB)
        .setCommitOnClose(false);
  }

  /** Forgets what is not committed. */
  @Override
  public void close() throws IOException {
    reader.close();
    Writing now = writing;
    if (now != null) {
      now.known.close();
      now.index.rollback();
    }
    directory.close();
  }
}
