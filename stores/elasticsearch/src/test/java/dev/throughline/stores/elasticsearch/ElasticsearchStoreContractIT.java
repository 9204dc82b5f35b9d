package dev.throughline.stores.elasticsearch;

import dev.throughline.stores.contract.StoreContract;
import dev.throughline.stores.contract.StoreUnderTest;
import org.junit.jupiter.api.AfterEach;

class ElasticsearchStoreContractIT extends StoreContract {
  private final Cluster cluster = Cluster.shared();
  private final ElasticsearchOptions options = cluster.fresh();

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
