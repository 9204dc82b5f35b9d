package dev.throughline.stores.contract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every store passes. A store's own test extends it and says how to open an empty one. */
public abstract class StoreContract
    implements WritingContract,
        HandleContract,
        ExactnessContract,
        TimeContract,
        LosslessContract,
        DirectoryContract,
        ProcessContract {
  private @Nullable StoreUnderTest store;

  /** A store without any record; called before each test. */
  protected abstract StoreUnderTest openEmpty() throws Exception;

  @BeforeEach
  final void open() throws Exception {
    store = openEmpty();
  }

  @AfterEach
  final void close() {
    store().close();
  }

  @Override
  public final StoreUnderTest store() {
    if (store == null) {
      throw new IllegalStateException("openEmpty() did not give a store");
    }
    return store;
  }
}
