package dev.throughline.stores.contract;

import dev.throughline.journey.store.InMemoryStore;

/** The fake of all other tests keeps the contract too. */
class InMemoryStoreTest extends StoreContract {
  @Override
  protected StoreUnderTest openEmpty() {
    return StoreUnderTest.of(new InMemoryStore("memory"));
  }
}
