package dev.throughline.stores.contract;

import dev.throughline.journey.store.InMemoryStore;

/** The port itself, without the short cut of the worlds' own tests. */
class InMemoryWorldsIT extends WorldContract {
  @Override
  protected StoreUnderTest openEmpty() {
    return StoreUnderTest.of(new InMemoryStore("worlds"));
  }
}
