package dev.throughline.benchmarks;

import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.Intake;
import dev.throughline.formats.OtlpDecoder;
import dev.throughline.formats.OtlpEncoding;
import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Bucket;
import dev.throughline.journey.store.SignalCodec;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.store.FSDirectory;

/**
 * The other side: the store's own documents put into an index by one thread, with the store's
 * settings, a commit at the end, and nothing else: no network, no queue, no check for duplicates.
 */
final class PlainLucene {
  private final Object documents;
  private final MethodHandle of;

  PlainLucene() throws ReflectiveOperationException {
    // The store keeps the making of documents to itself; only this comparison needs it apart.
    Class<?> type = Class.forName("dev.throughline.stores.lucene.SignalDocuments");
    Constructor<?> constructor = type.getDeclaredConstructor(SignalCodec.class);
    constructor.setAccessible(true);
    documents = constructor.newInstance(new RecordCodec());
    Method method = type.getDeclaredMethod("of", Signal.class, Bucket.class);
    method.setAccessible(true);
    of = MethodHandles.lookup().unreflect(method);
  }

  static List<Signal> signals(Workload workload) {
    Intake intake = new Intake(Instant.now(), "benchmark");
    OtlpDecoder decoder = new OtlpDecoder();
    List<Signal> signals = new ArrayList<>();
    for (byte[] body : workload.otlp()) {
      if (decoder.logs(body, OtlpEncoding.PROTOBUF, intake) instanceof Decoded decoded) {
        signals.addAll(decoded.signals());
      }
    }
    return signals;
  }

  /** How long it takes until all can be searched and survive a crash. */
  @SuppressWarnings("unchecked") // the store's own method, by reflection
  Duration index(List<Signal> signals, Path folder) throws IOException {
    IndexWriterConfig settings =
        new IndexWriterConfig()
            .setCodec(new Lucene104Codec(Lucene104Codec.Mode.BEST_COMPRESSION))
            .setRAMBufferSizeMB(32);
    long start = System.nanoTime();
    try (FSDirectory directory = FSDirectory.open(folder);
        IndexWriter index = new IndexWriter(directory, settings)) {
      for (Signal signal : signals) {
        Bucket bucket = Bucket.of(signal.time(), signal.receivedAt());
        index.addDocument((Iterable<IndexableField>) document(signal, bucket));
      }
      index.commit();
      try (DirectoryReader reader = DirectoryReader.open(index)) {
        if (reader.numDocs() != signals.size()) {
          throw new IllegalStateException(reader.numDocs() + " of " + signals.size());
        }
      }
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  private Object document(Signal signal, Bucket bucket) {
    try {
      return of.invoke(documents, signal, bucket);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
