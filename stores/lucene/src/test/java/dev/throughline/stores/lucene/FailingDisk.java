package dev.throughline.stores.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** A disk that works or does not, as the test says. */
final class FailingDisk implements Partition.Opening {
  volatile boolean full;
  volatile boolean unsyncable;

  @Override
  public Directory open(Path folder) throws IOException {
    return new FilterDirectory(FSDirectory.open(folder)) {
      @Override
      public IndexOutput createOutput(String name, IOContext context) throws IOException {
        if (full) {
          throw new IOException("No space left on device");
        }
        return super.createOutput(name, context);
      }

      @Override
      public void sync(Collection<String> names) throws IOException {
        if (unsyncable) {
          throw new IOException("Input/output error");
        }
        super.sync(names);
      }
    };
  }
}
