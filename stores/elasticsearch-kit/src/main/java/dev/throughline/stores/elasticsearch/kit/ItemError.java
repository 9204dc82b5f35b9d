package dev.throughline.stores.elasticsearch.kit;

/** What Elasticsearch says of one document that it did not take, in the words of a real node. */
public record ItemError(int status, String type, String reason) {

  /** Its queue of writes is full; passes by itself. */
  public static ItemError rejected() {
    return new ItemError(
        429,
        "es_rejected_execution_exception",
        "rejected execution of primary operation [coordinating_and_primary_bytes=1]");
  }

  /** A value that the mapping refuses. */
  public static ItemError mapping() {
    return new ItemError(
        400,
        "document_parsing_exception",
        "[1:42] failed to parse field [receive_time] of type [date_nanos]");
  }

  /** The index was removed and may not be made anew. */
  public static ItemError indexGone() {
    return new ItemError(404, "index_not_found_exception", "no such index [throughline-logs]");
  }

  /** A right is missing. */
  public static ItemError forbidden() {
    return new ItemError(
        403,
        "security_exception",
        "action [indices:data/write/bulk[s]] is unauthorized for user [writer]");
  }

  /** The disk has passed the flood stage; 429 since version 7.4. */
  public static ItemError floodStage() {
    return new ItemError(
        429,
        "cluster_block_exception",
        "index [throughline-logs] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded"
            + " flood-stage watermark, index has read-only-allow-delete block];");
  }

  /** Somebody made the index read-only. */
  public static ItemError readOnly() {
    return new ItemError(
        403,
        "cluster_block_exception",
        "index [throughline-logs] blocked by: [FORBIDDEN/5/index read-only (api)];");
  }

  /** The cluster has as many shards as it may have. */
  public static ItemError shardLimit() {
    return new ItemError(
        400,
        "validation_exception",
        "Validation Failed: 1: this action would add [2] shards, but this cluster currently has"
            + " [1000]/[1000] maximum normal shards open;");
  }

  /** The id is there already. */
  static ItemError conflict(String id) {
    return new ItemError(
        409,
        "version_conflict_engine_exception",
        "[" + id + "]: version conflict, document already exists (current version [1])");
  }
}
