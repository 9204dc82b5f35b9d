package dev.throughline.stores.lucene;

import dev.throughline.journey.store.Bucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.NIOFSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a store: a marker file with the format's version, the writer's lock, and one
 * sub-folder per bucket. What has another name is not ours and is left alone.
 */
final class StoreFolder implements AutoCloseable {
  static final String MARKER = "throughline.store";
  static final String LOCK = "writer.lock";
  private static final String MARKER_PREFIX = "throughline lucene store, version ";
  private static final int VERSION = 1;
  private static final String DROPPED = ".dropped";
  private static final String KEPT_SINCE = "kept.since";

  private final Path root;
  private final @Nullable FileChannel lock;

  private StoreFolder(Path root, @Nullable FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /** Creates the folder if need be, and locks it. */
  static StoreFolder forWriting(Path root) throws IOException {
    Files.createDirectories(root);
    if (Files.exists(root.resolve(MARKER))) {
      checkMarker(root);
    } else {
      checkBlank(root);
    }
    FileChannel lock = lock(root);
    StoreFolder folder = new StoreFolder(root, lock);
    try {
      if (!Files.exists(root.resolve(MARKER))) {
        folder.writeMarker();
      }
      folder.removeDropped();
      return folder;
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  /** Changes nothing in the folder. */
  static StoreFolder forReading(Path root) throws IOException {
    if (!Files.exists(root.resolve(MARKER))) {
      throw new StoreRefused(
          root + " is not a store: it has no file " + MARKER + ", which a collector makes");
    }
    checkMarker(root);
    return new StoreFolder(root, null);
  }

  private static void checkBlank(Path root) throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      Optional<Path> foreign =
          entries.filter(entry -> !entry.getFileName().toString().equals(LOCK)).findFirst();
      if (foreign.isPresent()) {
        throw new StoreRefused(
            root
                + " is not a store: it holds "
                + foreign.get().getFileName()
                + " but no file "
                + MARKER
                + "; expected an empty folder or a store");
      }
    }
  }

  private static void checkMarker(Path root) throws IOException {
    Path marker = root.resolve(MARKER);
    String text = new String(Files.readAllBytes(marker), StandardCharsets.ISO_8859_1).strip();
    String version = text.startsWith(MARKER_PREFIX) ? text.substring(MARKER_PREFIX.length()) : "";
    if (!version.matches("[0-9]{1,9}")) {
      throw new StoreRefused(
          marker + " is damaged: expected the line \"" + MARKER_PREFIX + VERSION + "\"");
    }
    if (Integer.parseInt(version) > VERSION) {
      throw new StoreRefused(
          root + " is a store of version " + version + "; this program knows up to " + VERSION);
    }
  }

  private void writeMarker() throws IOException {
    replace(MARKER, MARKER_PREFIX + VERSION + "\n");
  }

  private void replace(String name, String content) throws IOException {
    Path temporary = root.resolve(name + ".new");
    Files.writeString(temporary, content);
    Files.move(temporary, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileChannel lock(Path root) throws IOException {
    Path file = root.resolve(LOCK);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!tryLock(channel)) {
      channel.close();
      String holder = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      throw new StoreRefused(
          root + " is being written by another collector (process " + holder + ")");
    }
    channel.truncate(0);
    channel.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    return channel;
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** The buckets there are, days first, in order. */
  List<Bucket> buckets() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .filter(Files::isDirectory)
          .flatMap(entry -> bucket(entry.getFileName().toString()).stream())
          .sorted(Comparator.comparing(Bucket::toString))
          .toList();
    }
  }

  private static Optional<Bucket> bucket(String name) {
    if (name.equals(Bucket.OLD.toString())) {
      return Optional.of(Bucket.OLD);
    }
    try {
      return Optional.of(new Bucket(LocalDate.parse(name)));
    } catch (DateTimeParseException notOurs) {
      return Optional.empty();
    }
  }

  Path root() {
    return root;
  }

  Path of(Bucket bucket) {
    return root.resolve(bucket.toString());
  }

  /** Whether a partition holds more than what is there before its first, empty, commit. */
  static boolean holdsIndex(Path partition) throws IOException {
    if (!Files.isDirectory(partition)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(partition)) {
      return entries.map(entry -> entry.getFileName().toString()).anyMatch(StoreFolder::isData);
    }
  }

  private static boolean isData(String name) {
    return !name.equals(IndexWriter.WRITE_LOCK_NAME)
        && !name.startsWith(IndexFileNames.PENDING_SEGMENTS + "_");
  }

  /** What the last commit of all partitions says. */
  CommitStamp latestStamp() throws IOException {
    CommitStamp latest = CommitStamp.NONE;
    for (Bucket bucket : buckets()) {
      if (holdsIndex(of(bucket))) {
        latest = latest.later(commitStamp(bucket));
      }
    }
    return latest;
  }

  private CommitStamp commitStamp(Bucket bucket) throws IOException {
    Path partition = of(bucket);
    try (var directory = new NIOFSDirectory(partition)) {
      return CommitStamp.of(SegmentInfos.readLatestCommit(directory).getUserData());
    } catch (IOException | IllegalArgumentException e) {
      throw new StoreRefused(
          partition
              + " cannot be read as an index ("
              + e.getMessage()
              + "); move it away to go on");
    }
  }

  /**
   * Removes a partition. It is renamed first, so that nobody ever sees half of it; who reads it at
   * this moment keeps its files open.
   */
  void drop(Bucket bucket) throws IOException {
    Path partition = of(bucket);
    if (Files.isDirectory(partition)) {
      Files.move(partition, root.resolve(bucket + DROPPED), StandardCopyOption.ATOMIC_MOVE);
    }
    removeDropped();
  }

  /** The moment before which days were removed for their age; null when none ever was. */
  @Nullable Instant keptSince() throws IOException {
    try {
      return Instant.parse(
          Files.readString(root.resolve(KEPT_SINCE), StandardCharsets.UTF_8).strip());
    } catch (NoSuchFileException never) {
      return null;
    } catch (DateTimeParseException damaged) {
      throw new IOException(
          root.resolve(KEPT_SINCE) + " is damaged, expected a time; without it the store is whole",
          damaged);
    }
  }

  /** To be called before what is older is removed, so that nobody misses it unwarned. */
  void keepSince(Instant moment) throws IOException {
    Instant before = keptSince();
    if (before == null || moment.isAfter(before)) {
      replace(KEPT_SINCE, moment + "\n");
    }
  }

  private void removeDropped() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      for (Path entry : entries.filter(StoreFolder::isDropped).toList()) {
        removeTree(entry);
      }
    }
  }

  private static boolean isDropped(Path entry) {
    String name = entry.getFileName().toString();
    return name.endsWith(DROPPED)
        && bucket(name.substring(0, name.length() - DROPPED.length())).isPresent();
  }

  private static void removeTree(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Unlocks; the lock file stays, as removing it would let two writers in. */
  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }
}
