package dev.throughline.collector.queue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that can lose its power. What was forced stays; of what was written since, each
 * sector of 512 bytes stays or turns to zeros by chance, and the file's length lies somewhere
 * between. Of the names that were made, changed or removed since the folder was forced, each change
 * stays or is undone by chance.
 */
final class CrashableDisk implements Disk {
  private static final int SECTOR = 512;

  /** Thrown by every operation from the moment the power is gone. */
  static final class PowerLost extends IOException {
    PowerLost() {
      super("power lost");
    }
  }

  private static final class Content {
    byte[] bytes = new byte[0];
    int forced;
  }

  private final Map<Path, Content> now = new TreeMap<>();
  private final Map<Path, Content> forced = new TreeMap<>();
  private long operations;
  private long powerFailsAt = Long.MAX_VALUE;
  private long usable = Long.MAX_VALUE;
  private @Nullable IOException nextForceFails;

  /** Lets this many more changing operations happen, and no further one. */
  void failPowerAfter(long count) {
    powerFailsAt = operations + count;
  }

  long operations() {
    return operations;
  }

  void usable(long bytes) {
    usable = bytes;
  }

  void failNextForce(IOException failure) {
    nextForceFails = failure;
  }

  /** What is on the disk when the power comes back. */
  CrashableDisk afterPowerLoss(Random random) {
    CrashableDisk after = new CrashableDisk();
    Map<Path, Content> names = new HashMap<>(forced);
    List<Path> changed = new ArrayList<>(now.keySet());
    forced.keySet().stream().filter(path -> !now.containsKey(path)).forEach(changed::add);
    for (Path path : changed) {
      if (now.get(path) != forced.get(path) && random.nextBoolean()) {
        if (now.containsKey(path)) {
          names.put(path, now.get(path));
        } else {
          names.remove(path);
        }
      }
    }
    names.forEach((path, content) -> after.put(path, survivor(content, random)));
    return after;
  }

  private static byte[] survivor(Content content, Random random) {
    int unforced = content.bytes.length - content.forced;
    int length = content.forced + (unforced == 0 ? 0 : random.nextInt(unforced + 1));
    byte[] bytes = Arrays.copyOf(content.bytes, length);
    for (int at = content.forced; at < length; ) {
      int end = Math.min(length, (at / SECTOR + 1) * SECTOR);
      if (random.nextBoolean()) {
        Arrays.fill(bytes, at, end, (byte) 0);
      }
      at = end;
    }
    return bytes;
  }

  /** The same files on a sound disk, everything forced: what a killed process leaves behind. */
  CrashableDisk copy() {
    CrashableDisk copy = new CrashableDisk();
    now.forEach((path, content) -> copy.put(path, content.bytes.clone()));
    return copy;
  }

  void put(Path path, byte[] bytes) {
    Content content = new Content();
    content.bytes = bytes;
    content.forced = bytes.length;
    now.put(path, content);
    forced.put(path, content);
  }

  byte[] bytes(Path path) {
    Content content = now.get(path);
    if (content == null) {
      throw new AssertionError("no file " + path + " among " + now.keySet());
    }
    return content.bytes;
  }

  void remove(Path path) {
    now.remove(path);
    forced.remove(path);
  }

  List<Path> files() {
    return List.copyOf(now.keySet());
  }

  private void change() throws IOException {
    if (operations >= powerFailsAt) {
      throw new PowerLost();
    }
    operations++;
  }

  @Override
  public void createDirectories(Path directory) {}

  @Override
  public List<String> list(Path directory) {
    return now.keySet().stream()
        .filter(path -> directory.equals(path.getParent()))
        .map(path -> path.getFileName().toString())
        .toList();
  }

  @Override
  public boolean isFile(Path file) {
    return now.containsKey(file);
  }

  @Override
  public DiskFile create(Path file) throws IOException {
    change();
    if (now.containsKey(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Content content = new Content();
    now.put(file, content);
    return new MemoryFile(content);
  }

  @Override
  public DiskFile open(Path file) throws IOException {
    Content content = now.get(file);
    if (content == null) {
      throw new FileNotFoundException(file.toString());
    }
    return new MemoryFile(content);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    change();
    Content content = now.remove(from);
    if (content == null) {
      throw new FileNotFoundException(from.toString());
    }
    now.put(to, content);
  }

  @Override
  public void delete(Path file) throws IOException {
    change();
    Content gone = now.remove(file);
    usable += gone == null || usable == Long.MAX_VALUE ? 0 : gone.bytes.length;
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    change();
    forced.keySet().removeIf(path -> directory.equals(path.getParent()));
    now.forEach(
        (path, content) -> {
          if (directory.equals(path.getParent())) {
            forced.put(path, content);
          }
        });
  }

  @Override
  public long usableBytes(Path directory) {
    return usable;
  }

  private final class MemoryFile implements DiskFile {
    private final Content content;

    MemoryFile(Content content) {
      this.content = content;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      change();
      int before = content.bytes.length;
      int added = (int) Math.min(bytes.remaining(), usable);
      content.bytes = Arrays.copyOf(content.bytes, before + added);
      bytes.get(content.bytes, before, added);
      usable -= usable == Long.MAX_VALUE ? 0 : added;
      if (bytes.hasRemaining()) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void read(ByteBuffer into, long position) {
      int length = (int) Math.max(0, Math.min(into.remaining(), content.bytes.length - position));
      if (length > 0) {
        into.put(content.bytes, (int) position, length);
      }
    }

    @Override
    public long size() {
      return content.bytes.length;
    }

    @Override
    public void force() throws IOException {
      change();
      IOException failure = nextForceFails;
      if (failure != null) {
        nextForceFails = null;
        throw failure;
      }
      content.forced = content.bytes.length;
    }

    @Override
    public void close() {}
  }
}
