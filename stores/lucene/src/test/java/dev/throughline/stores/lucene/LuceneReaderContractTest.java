package dev.throughline.stores.lucene;

import dev.throughline.formats.RecordCodec;
import dev.throughline.stores.contract.StoreContract;
import dev.throughline.stores.contract.StoreUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Read through the folder, as another process does: what is committed is visible. */
class LuceneReaderContractTest extends StoreContract {
  @TempDir Path dir;

  @Override
  protected StoreUnderTest openEmpty() throws IOException {
    RecordCodec codec = new RecordCodec();
    LuceneStore store = LuceneStore.open(dir, codec, Samples.FOR_EVER);
    LuceneReader reader = LuceneReader.open(dir, codec);
    return new StoreUnderTest(store, reader, reader, () -> commit(store));
  }

  private static void commit(LuceneStore store) {
    try {
      store.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
