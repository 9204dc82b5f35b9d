package dev.throughline.stores.lucene;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.store.Bucket;
import dev.throughline.journey.store.ProcessReader.Process;
import dev.throughline.journey.store.SignalCodec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into documents. Used by one thread: the stream of words is used again and again.
 */
final class SignalDocuments {
  private static final FieldType WORDS = words();

  private final SignalCodec codec;
  private final Words words = new Words();

  SignalDocuments(SignalCodec codec) {
    this.codec = codec;
  }

  private static FieldType words() {
    FieldType type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS);
    type.setTokenized(true);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }

  /** The document of a record; valid until the next call. */
  Document of(Signal signal, Bucket bucket) {
    Document document = new Document();
    addTerm(document, IndexFields.RECORD, signal.recordId().value());
    addTerm(document, IndexFields.SERVICE, signal.resource().serviceName());
    addProcess(document, signal);
    addIds(document, signal.ids());
    addAttributes(document, signal);
    document.add(new LongField(IndexFields.TIME, IndexFields.nanos(signal.time()), Store.NO));
    if (signal.isError()) {
      document.add(new NumericDocValuesField(IndexFields.ERROR, 1));
    }
    if (bucket.equals(Bucket.OLD)) {
      document.add(new LongPoint(IndexFields.RECEIVED, IndexFields.nanos(signal.receivedAt())));
    }
    switch (signal) {
      case Span span -> addLinks(document, span);
      case LogRecord log ->
          document.add(new Field(IndexFields.MESSAGE, words.over(log.body()), WORDS));
    }
    document.add(new StoredField(IndexFields.PAYLOAD, codec.encode(signal)));
    return document;
  }

  private static void addProcess(Document document, Signal signal) {
    String process = IndexFields.process(Process.of(signal.resource()));
    addTerm(document, IndexFields.PROCESS, process);
    if (signal.ids().isEmpty()) {
      addTerm(document, IndexFields.PROCESS_WITHOUT_IDS, process);
    }
  }

  private static void addIds(Document document, Ids ids) {
    if (ids.traceId() != null) {
      addTerm(document, IndexFields.TRACE, ids.traceId().hex());
    }
    if (ids.spanId() != null) {
      addTerm(document, IndexFields.SPAN, ids.spanId().hex());
    }
    addTerm(document, IndexFields.CORRELATION, ids.correlationId());
    addTerm(document, IndexFields.SESSION, ids.sessionId());
    addTerm(document, IndexFields.SESSION, ids.previousSessionId());
    addTerm(document, IndexFields.ACTOR, ids.actorId());
    ids.messageIds().forEach(id -> addTerm(document, IndexFields.MESSAGE_ID, id));
    ids.users()
        .forEach(
            user -> {
              BytesRef term = IndexFields.term(user.toString());
              document.add(new StringField(IndexFields.USER, term, Store.NO));
              document.add(new SortedSetDocValuesField(IndexFields.USER, term));
            });
  }

  private static void addAttributes(Document document, Signal signal) {
    signal
        .attributes()
        .asMap()
        .forEach(
            (key, value) ->
                addTerm(
                    document, IndexFields.ATTRIBUTE, IndexFields.attribute(key, value.toString())));
  }

  private static void addLinks(Document document, Span span) {
    span.links().forEach(link -> addTerm(document, IndexFields.LINK, link.traceId().hex()));
  }

  private static void addTerm(Document document, String field, @Nullable String value) {
    if (value != null) {
      document.add(new StringField(field, IndexFields.term(value), Store.NO));
    }
  }
}
