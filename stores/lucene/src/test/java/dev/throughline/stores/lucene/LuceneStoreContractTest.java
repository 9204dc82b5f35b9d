package dev.throughline.stores.lucene;

import dev.throughline.formats.RecordCodec;
import dev.throughline.stores.contract.StoreContract;
import dev.throughline.stores.contract.StoreUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Written and read in one process: what is written is visible at once. */
class LuceneStoreContractTest extends StoreContract {
  @TempDir Path dir;

  @Override
  protected StoreUnderTest openEmpty() throws IOException {
    return StoreUnderTest.of(LuceneStore.open(dir, new RecordCodec(), Samples.FOR_EVER));
  }
}
