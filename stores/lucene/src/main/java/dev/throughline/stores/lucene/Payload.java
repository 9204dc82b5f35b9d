package dev.throughline.stores.lucene;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.SignalCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;

/** The stored record of a document. */
final class Payload {
  private static final Set<String> FIELD = Set.of(IndexFields.PAYLOAD);

  private Payload() {}

  /**
   * @throws IllegalArgumentException when the document has no record that can be decoded
   */
  static Signal decode(SignalCodec codec, StoredFields stored, int doc) throws IOException {
    BytesRef bytes = stored.document(doc, FIELD).getBinaryValue(IndexFields.PAYLOAD);
    if (bytes == null) {
      throw new IllegalArgumentException("document " + doc + " has no payload");
    }
    return codec.decode(Arrays.copyOfRange(bytes.bytes, bytes.offset, bytes.offset + bytes.length));
  }
}
