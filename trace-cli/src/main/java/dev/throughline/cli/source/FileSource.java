package dev.throughline.cli.source;

import dev.throughline.cli.source.FileRecords.Room;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Files and standard input, decoded here: the whole read path without a collector. */
final class FileSource {
  private final Clock clock;
  private final Room room;

  FileSource(Clock clock) {
    this(clock, Room.ofThisProcess());
  }

  FileSource(Clock clock, Room room) {
    this.clock = clock;
    this.room = room;
  }

  OpenSource standardInput(InputStream in) {
    FileRecords records = new FileRecords("-", clock, room);
    try {
      RecordFile file = new RecordFile(records, clock.instant(), "stdin");
      file.read(in);
      return opened("-", records, List.of(file));
    } catch (IOException e) {
      records.discard();
      return BrokenSource.open("-", Reasons.of(e));
    }
  }

  /**
   * @param uri as it was given
   * @param path what follows {@code file:}: a path, or a pattern with {@code *}, {@code ?} or
   *     {@code **}
   */
  OpenSource files(String uri, String path) {
    FileRecords records = new FileRecords(uri, clock, room);
    try {
      List<Path> paths = Globs.expand(path);
      if (paths.isEmpty()) {
        return BrokenSource.open(uri, "no file matches");
      }
      List<RecordFile> files = new ArrayList<>();
      for (Path one : paths) {
        files.add(read(one, records));
      }
      return opened(uri, records, files);
    } catch (IOException e) {
      records.discard();
      return BrokenSource.open(uri, Reasons.of(e));
    }
  }

  private static RecordFile read(Path path, FileRecords records) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException(
          path + " is a folder, expected a file or a pattern such as " + path.resolve("*.log"));
    }
    RecordFile file =
        new RecordFile(
            records, Files.getLastModifiedTime(path).toInstant(), "file:" + path.getFileName());
    try (InputStream in = Files.newInputStream(path)) {
      file.read(in);
    }
    return file;
  }

  private static OpenSource opened(String name, FileRecords records, List<RecordFile> files)
      throws IOException {
    long lines = files.stream().mapToLong(RecordFile::lines).sum();
    long unreadable = files.stream().mapToLong(RecordFile::unreadable).sum();
    String first =
        files.stream()
            .map(RecordFile::firstTrouble)
            .filter(t -> !t.isEmpty())
            .findFirst()
            .orElse("");
    if (unreadable == 0) {
      return records.open(null);
    }
    String remark = unreadable + " of " + lines + " lines could not be read; the first: " + first;
    return records.isEmpty() ? BrokenSource.open(name, remark) : records.open(remark);
  }
}
