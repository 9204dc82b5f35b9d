package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.Signal;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;

/**
 * One record on its way: two lines of a bulk request.
 *
 * @param place where in the batch the record stands
 */
record BulkItem(int place, byte[] lines) {

  /**
   * @throws tools.jackson.core.JacksonException when a text of the record cannot be written
   */
  static BulkItem of(int place, Signal signal, String index) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeName("create");
      json.writeStartObject();
      json.writeStringProperty("_index", index);
      json.writeStringProperty("_id", signal.recordId().value());
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
      RecordWriter.write(json, signal);
      json.writeRaw('\n');
    }
    return new BulkItem(place, out.toByteArray());
  }
}
