package dev.throughline.stores.lucene;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * One partition's newest reader, lent out by reference count: a read that is under way keeps its
 * files open while the partition is refreshed, or removed. Thread-safe.
 */
final class SharedReader implements AutoCloseable {
  private final Path folder;
  private final Opening opening;
  private @Nullable DirectoryReader current;
  private boolean closed;

  /** How the first reader is made. */
  interface Opening {
    DirectoryReader open() throws IOException;
  }

  SharedReader(Path folder, Opening opening) {
    this.folder = folder;
    this.opening = opening;
  }

  /**
   * The newest reader, to be given back with {@code decRef}; empty when the partition was removed
   * or its first commit has not come yet.
   */
  synchronized Optional<DirectoryReader> borrow() throws IOException {
    if (closed) {
      return Optional.empty();
    }
    try {
      return Optional.of(newest());
    } catch (IndexNotFoundException | NoSuchFileException e) {
      // Removed, or made, at this very moment: what is there now decides.
      return StoreFolder.holdsIndex(folder) ? Optional.of(newest()) : Optional.empty();
    }
  }

  private DirectoryReader newest() throws IOException {
    DirectoryReader newest = current == null ? opening.open() : newerThan(current);
    current = newest;
    newest.incRef();
    return newest;
  }

  private static DirectoryReader newerThan(DirectoryReader reader) throws IOException {
    DirectoryReader newer = DirectoryReader.openIfChanged(reader);
    if (newer == null) {
      return reader;
    }
    reader.close();
    return newer;
  }

  /** Forgets the reader, so that the next is opened anew: the partition is written to from now. */
  synchronized void reopen() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    reopen();
  }
}
