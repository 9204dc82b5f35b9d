package dev.throughline.stores.elasticsearch;

import static dev.throughline.stores.elasticsearch.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory.UserSeen;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.journey.store.WriteResult;
import dev.throughline.stores.elasticsearch.kit.ElasticsearchNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same requests, understood by the older major version that Elastic still supports. */
class OlderMajorIT {
  @Test
  void writesReadsCountsAndRemoves() throws Exception {
    try (ElasticsearchNode node = ElasticsearchNode.builder().older().start()) {
      Cluster cluster = Cluster.of(node);
      ElasticsearchOptions options = cluster.fresh();
      LogRecord log = Records.log("log", Attributes.of(Map.of("order", 4711L, "nan", Double.NaN)));
      Span span = Records.span("span", Instant.MIN, NOON, NOON);
      try (ElasticsearchStore store = ElasticsearchStore.open(options)) {
        WriteBatch batch = new WriteBatch(List.of(log, span, log), 7);

        assertThat(store.write(batch))
            .isEqualTo(
                new WriteResult.Answered(
                    List.of(
                        new WriteResult.Stored(),
                        new WriteResult.Stored(),
                        new WriteResult.Duplicate())));
        assertThat(store.durableThrough()).isEqualTo(7);
        cluster.refresh(options);

        assertThat(read(store, new Handle.Field("order", "4711"))).containsExactly(log);
        assertThat(read(store, new Handle.Text("A LINE"))).containsExactly(log);
        assertThat(read(store, new Handle.Trace(Records.TRACE))).containsExactly(span);
        assertThat(store.users(TimeRange.ALL, 10).users())
            .containsExactly(new UserSeen(UserRef.userId("alice"), 1, 0, NOON, NOON));
        store.expireNow();
      }
    }
  }

  private static List<Signal> read(ElasticsearchStore store, Handle handle) {
    List<Signal> signals = new ArrayList<>();
    store.read(Query.of(Set.of(handle), TimeRange.ALL), signals::add);
    return signals;
  }
}
