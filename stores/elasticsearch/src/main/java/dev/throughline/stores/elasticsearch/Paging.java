package dev.throughline.stores.elasticsearch;

import java.util.Collection;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * One page of an answer, in the order in which the shards hold it: the cheapest there is.
 *
 * @param after the last hit's place of the page before, or nothing for the first page
 */
record Paging(Wanted.Question query, int size, List<Long> after) {

  void write(JsonGenerator json) {
    writePage(json, size, after, () -> query.write(json));
  }

  static void writePage(JsonGenerator json, int size, List<Long> after, Runnable query) {
    json.writeNumberProperty("size", size);
    json.writeBooleanProperty("track_total_hits", false);
    json.writeName("query");
    query.run();
    byPlace(json);
    if (!after.isEmpty()) {
      json.writeName("search_after");
      json.writeStartArray();
      after.forEach(json::writeNumber);
      json.writeEndArray();
    }
  }

  private static void byPlace(JsonGenerator json) {
    json.writeName("sort");
    json.writeStartArray();
    json.writeString("_shard_doc");
    json.writeEndArray();
  }

  /** Asks which of some ids are in other indices than those named; without their documents. */
  static void writeIdsOutside(
      JsonGenerator json, Collection<String> ids, Collection<String> indices) {
    json.writeNumberProperty("size", ids.size());
    json.writeBooleanProperty("track_total_hits", false);
    json.writeBooleanProperty("_source", false);
    json.writeName("query");
    Clauses.all(
        json,
        () -> {
          Clauses.ids(json, ids);
          Clauses.none(json, () -> Clauses.terms(json, "_index", indices));
        });
  }
}
