package dev.throughline.stores.elasticsearch;

import static dev.throughline.stores.elasticsearch.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real node says when it cannot take a record, in its own words. */
class ObstaclesIT {
  private static final String LIMIT = "cluster.max_shards_per_node";

  private final Cluster cluster = Cluster.shared();
  private final ElasticsearchOptions options = cluster.fresh();
  private final String index = "/" + options.prefix() + "-logs-2026.11.22";
  private ElasticsearchStore store;

  @BeforeEach
  void open() throws Exception {
    store = ElasticsearchStore.open(options);
  }

  @AfterEach
  void drop() {
    store.close();
    cluster.drop(options);
  }

  @Test
  void aFullDiskPausesUntilThereIsRoom() {
    assertStored(store.write(batch("before")));
    block(true);

    assertThat(store.write(batch("during")))
        .isInstanceOfSatisfying(
            WriteResult.Pause.class,
            pause -> assertThat(pause.reason()).startsWith("the cluster's disk is full: 429 "));
    assertThat(store.obstacle()).isNotNull();

    block(false);
    assertStored(store.write(batch("during")));
    assertThat(store.obstacle()).isNull();
  }

  private void block(boolean blocked) {
    String value = blocked ? "true" : "null";
    cluster.call(
        "PUT", index + "/_settings", "{\"index.blocks.read_only_allow_delete\":" + value + "}");
  }

  @Test
  void aClusterWithAllTheShardsItMayHavePauses() {
    limitShards("1");
    try {
      assertThat(store.write(batch("one")))
          .isInstanceOfSatisfying(
              WriteResult.Pause.class,
              pause -> assertThat(pause.reason()).contains("as many shards as it may have"));
    } finally {
      limitShards("null");
    }
    assertStored(store.write(batch("one")));
  }

  private void limitShards(String most) {
    cluster.call("PUT", "/_cluster/settings", "{\"persistent\":{\"" + LIMIT + "\":" + most + "}}");
  }

  @Test
  void aMappingThatDoesNotFitCostsTheRecordAndNotItsMates() {
    String sequence = "{\"event\":{\"properties\":{\"sequence\":{\"type\":\"boolean\"}}}}";
    // An index for logs forgives what it cannot parse, unless somebody has other wishes.
    String settings = "{\"index.mapping.ignore_malformed\":false}";
    String mapping =
        "{\"settings\":" + settings + ",\"mappings\":{\"properties\":" + sequence + "}}";
    cluster.call("PUT", index, mapping);

    WriteResult result =
        store.write(new WriteBatch(List.of(log("a", null), log("b", 42L), log("c", null)), 1));

    assertThat(result)
        .isInstanceOfSatisfying(
            WriteResult.Answered.class,
            answered -> {
              assertThat(answered.outcomes().get(0)).isEqualTo(new WriteResult.Stored());
              assertThat(answered.outcomes().get(1))
                  .isInstanceOfSatisfying(
                      WriteResult.Rejected.class,
                      rejected -> assertThat(rejected.reason()).contains("400", "event.sequence"));
              assertThat(answered.outcomes().get(2)).isEqualTo(new WriteResult.Stored());
            });
  }

  private static LogRecord log(String id, @Nullable Long sequence) {
    return new LogRecord(
        new RecordId(id),
        NOON,
        NOON,
        Resource.ofService("shop"),
        Ids.NONE,
        9,
        null,
        "a line",
        null,
        sequence,
        Attributes.EMPTY,
        "test");
  }

  private static WriteBatch batch(String id) {
    return new WriteBatch(List.of(Records.log(id, NOON, NOON)), 1);
  }

  private static void assertStored(WriteResult result) {
    assertThat(result).isEqualTo(new WriteResult.Answered(List.of(new WriteResult.Stored())));
  }
}
