package dev.throughline.stores.elasticsearch;

import dev.throughline.stores.contract.StoreUnderTest;
import dev.throughline.stores.contract.WorldContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class ElasticsearchWorldsIT extends WorldContract {
  private final Cluster cluster = Cluster.shared();
  private final ElasticsearchOptions options =
      cluster.fresh().withRetention(Duration.ofDays(36_500));

  @Override
  protected StoreUnderTest openEmpty() throws Exception {
    ElasticsearchStore store = ElasticsearchStore.open(options);
    return new StoreUnderTest(store, store, store, () -> cluster.refresh(options));
  }

  @AfterEach
  void drop() {
    cluster.drop(options);
  }
}
