package dev.throughline.cli.source;

import dev.throughline.journey.store.InMemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Files and standard input, decoded into memory: the whole read path without a collector. */
final class FileSource {
  private final Clock clock;

  FileSource(Clock clock) {
    this.clock = clock;
  }

  OpenSource standardInput(InputStream in) {
    InMemoryStore store = new InMemoryStore("-", clock);
    RecordFile file = new RecordFile(store, clock.instant(), "stdin");
    try {
      file.read(in);
    } catch (IOException e) {
      return BrokenSource.open("-", Reasons.of(e));
    }
    return opened("-", store, List.of(file));
  }

  /**
   * @param uri as it was given
   * @param path what follows {@code file:}: a path, or a pattern with {@code *}, {@code ?} or
   *     {@code **}
   */
  OpenSource files(String uri, String path) {
    InMemoryStore store = new InMemoryStore(uri, clock);
    try {
      List<Path> paths = Globs.expand(path);
      if (paths.isEmpty()) {
        return BrokenSource.open(uri, "no file matches");
      }
      List<RecordFile> files = new java.util.ArrayList<>();
      for (Path one : paths) {
        files.add(read(one, store));
      }
      return opened(uri, store, files);
    } catch (IOException e) {
      return BrokenSource.open(uri, Reasons.of(e));
    }
  }

  private static RecordFile read(Path path, InMemoryStore store) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(
          path + " is a folder, expected a file or a pattern such as " + path.resolve("*.log"));
    }
    RecordFile file =
        new RecordFile(
            store, Files.getLastModifiedTime(path).toInstant(), "file:" + path.getFileName());
    try (InputStream in = Files.newInputStream(path)) {
      file.read(in);
    }
    return file;
  }

  private static OpenSource opened(String name, InMemoryStore store, List<RecordFile> files) {
    long lines = files.stream().mapToLong(RecordFile::lines).sum();
    long unreadable = files.stream().mapToLong(RecordFile::unreadable).sum();
    String first =
        files.stream()
            .map(RecordFile::firstTrouble)
            .filter(t -> !t.isEmpty())
            .findFirst()
            .orElse("");
    if (unreadable == 0) {
      return new OpenSource(store, store, null);
    }
    String remark = unreadable + " of " + lines + " lines could not be read; the first: " + first;
    return store.size() == 0
        ? BrokenSource.open(name, remark)
        : new OpenSource(store, store, remark);
  }
}
