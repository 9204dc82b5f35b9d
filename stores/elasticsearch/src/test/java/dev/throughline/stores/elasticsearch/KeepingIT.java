package dev.throughline.stores.elasticsearch;

import static dev.throughline.stores.elasticsearch.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the store makes in a cluster, and what it removes again. */
class KeepingIT {
  private final Cluster cluster = Cluster.shared();
  private final ElasticsearchOptions options = cluster.fresh();

  @AfterEach
  void drop() {
    cluster.drop(options);
  }

  @Test
  void packsAsTightAsTheClusterCan() throws Exception {
    try (ElasticsearchStore store = ElasticsearchStore.open(options)) {
      store.write(new WriteBatch(List.of(Records.log("a", NOON, NOON)), 1));
    }

    assertThat(cluster.call("GET", "/" + options.prefix() + "-*/_settings?flat_settings=true", ""))
        .contains("\"index.mode\":\"logsdb\"", "\"index.mapping.source.mode\":\"stored\"")
        .contains("\"index.translog.durability\":\"request\"");
  }

  @Test
  void leavesANewerTemplateAlone() throws Exception {
    String path = "/_index_template/" + options.prefix();
    cluster.call(
        "PUT",
        path,
        "{\"version\":99,\"index_patterns\":[\"" + options.prefix() + "-*\"],\"priority\":300}");

    ElasticsearchStore.open(options).close();

    assertThat(cluster.call("GET", path, "")).contains("\"version\":99").doesNotContain("trace_id");
  }

  @Test
  void installsOnceAndReplacesAnOlderTemplate() throws Exception {
    String path = "/_index_template/" + options.prefix();
    cluster.call(
        "PUT",
        path,
        "{\"version\":0,\"index_patterns\":[\"" + options.prefix() + "-*\"],\"priority\":300}");

    ElasticsearchStore.open(options).close();
    String installed = cluster.call("GET", path, "");
    ElasticsearchStore.open(options).close();

    assertThat(installed).contains("\"version\":1", "trace_id");
    assertThat(cluster.call("GET", path, "")).isEqualTo(installed);
  }

  @Test
  void removesDaysAndOldRecordsThatAreTooOld() throws Exception {
    try (ElasticsearchStore store = ElasticsearchStore.open(options)) {
      store.write(
          new WriteBatch(
              List.of(
                  Records.log("day-22", NOON, NOON),
                  Records.log("day-20", NOON.minus(Duration.ofDays(2)), NOON),
                  Records.log("day-19", NOON.minus(Duration.ofDays(3)), NOON),
                  Records.log(
                      "old-kept", NOON.minus(Duration.ofDays(400)), NOON.minus(Duration.ofDays(1))),
                  Records.log(
                      "old-gone",
                      NOON.minus(Duration.ofDays(400)),
                      NOON.minus(Duration.ofDays(3)))),
              1));
      cluster.refresh(options);

      ElasticsearchOptions twoDays =
          options.withRetention(Duration.ofDays(2)).withClock(Clock.fixed(NOON, ZoneOffset.UTC));
      try (Connection connection = Connection.to(twoDays);
          Retention retention = new Retention(connection, twoDays)) {
        retention.expire();
      }
      cluster.refresh(options);

      assertThat(ids(store)).containsExactlyInAnyOrder("day-22", "day-20", "old-kept");
    }
  }

  @Test
  void writesToDataStreamsOnRequest() throws Exception {
    // Never dropped: the test zip has no way to remove a data stream.
    ElasticsearchOptions own = cluster.fresh();
    ElasticsearchOptions streams = cluster.options("index=" + own.prefix() + "&data-streams=true");
    LogRecord record = Records.log("a", NOON, NOON);
    try (ElasticsearchStore store = ElasticsearchStore.open(streams)) {
      WriteBatch batch = new WriteBatch(List.of(record), 1);

      assertThat(store.write(batch))
          .isEqualTo(new WriteResult.Answered(List.of(new WriteResult.Stored())));
      assertThat(store.write(batch))
          .isEqualTo(new WriteResult.Answered(List.of(new WriteResult.Duplicate())));
      cluster.refresh(own);
      assertThat(ids(store)).containsExactly("a");
    }
  }

  private static List<String> ids(ElasticsearchStore store) {
    List<String> ids = new ArrayList<>();
    Handle alice = new Handle.User(UserRef.userId("alice"));
    store.read(
        Query.of(Set.of(alice), TimeRange.ALL), signal -> ids.add(signal.recordId().value()));
    return ids;
  }
}
