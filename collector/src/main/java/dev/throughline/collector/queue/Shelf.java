package dev.throughline.collector.queue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things by key, each kept until it is removed or replaced: a log of what was put and what was
 * removed, in the queue's own files, and an index of it in memory. When more of the log is dead
 * than alive, what lives in its oldest segments is put once more at its end, and then they are
 * deleted; a crash between any two steps leaves at worst a thing that is there twice, and the later
 * one holds. Not thread-safe.
 *
 * @param <S> what is kept in memory of each
 */
public final class Shelf<S> implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Shelf.class);
  private static final long SEGMENT_BYTES = 1024 * 1024;
  private static final long RESERVE_BYTES = 1024 * 1024;

  private final SegmentLog segments;
  private final Reserve reserve;
  private final int keyBytes;
  private final Function<List<byte[]>, S> summary;
  private final long segmentBytes;
  private final NavigableMap<byte[], Held<S>> index = new TreeMap<>(Arrays::compareUnsigned);
  private long liveBytes;

  private record Held<S>(long sequence, long bytes, S summary) {}

  /**
   * A thing and its key.
   *
   * @param content at least one part
   */
  public record Item(byte[] key, List<byte[]> content) {
    public Item {
      content = List.copyOf(content);
      if (content.isEmpty()) {
        throw new IllegalArgumentException("a thing without content, expected at least one part");
      }
    }

    private List<byte[]> frame() {
      List<byte[]> frame = new ArrayList<>();
      frame.add(key);
      frame.addAll(content);
      return frame;
    }
  }

  private Shelf(
      SegmentLog segments,
      Reserve reserve,
      int keyBytes,
      long segmentBytes,
      Function<List<byte[]>, S> summary) {
    this.segments = segments;
    this.reserve = reserve;
    this.keyBytes = keyBytes;
    this.segmentBytes = segmentBytes;
    this.summary = summary;
  }

  /**
   * Opens the folder, or makes it.
   *
   * @param keyBytes the length of every key
   * @param summary what to keep in memory of a thing's content; throws {@link
   *     IllegalArgumentException} for what is none
   * @throws IOException as {@link DurableQueue#open}
   */
  public static <S> Shelf<S> open(Path directory, int keyBytes, Function<List<byte[]>, S> summary)
      throws IOException {
    return open(new NioDisk(), directory, SEGMENT_BYTES, RESERVE_BYTES, keyBytes, summary);
  }

  static <S> Shelf<S> open(
      Disk disk,
      Path directory,
      long segmentBytes,
      long reserveBytes,
      int keyBytes,
      Function<List<byte[]>, S> summary)
      throws IOException {
    SegmentLog segments = SegmentLog.open(disk, directory, segmentBytes, 0);
    Reserve reserve = new Reserve(disk, directory, reserveBytes);
    Shelf<S> shelf = new Shelf<>(segments, reserve, keyBytes, segmentBytes, summary);
    shelf.recover();
    reserve.restore(reserveBytes);
    return shelf;
  }

  private void recover() throws IOException {
    try (SegmentReader reader = segments.reader()) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        if (frame.lost() > 0 || frame.records().getFirst().bytes().length != keyBytes) {
          log.warn("entry {} is damaged or none of ours, and is passed over", frame.sequence());
        } else {
          recover(frame);
        }
      }
    }
  }

  private void recover(Frame frame) {
    if (frame.count() == 1) {
      forget(key(frame));
      return;
    }
    Item item = new Item(key(frame), content(frame));
    try {
      hold(item, frame.sequence());
    } catch (IllegalArgumentException e) {
      log.warn("entry {} is passed over: {}", frame.sequence(), e.getMessage());
    }
  }

  private static byte[] key(Frame frame) {
    return frame.records().getFirst().bytes();
  }

  private static List<byte[]> content(Frame frame) {
    return frame.records().stream().skip(1).map(Frame.QueuedRecord::bytes).toList();
  }

  private void hold(Item item, long sequence) {
    Held<S> held =
        new Held<>(sequence, SegmentWriter.frameBytes(item.frame()), summary.apply(item.content));
    forget(item.key);
    index.put(item.key, held);
    liveBytes += held.bytes;
  }

  private void forget(byte[] key) {
    Held<S> gone = index.remove(key);
    liveBytes -= gone == null ? 0 : gone.bytes;
  }

  /** How many there are. */
  public int count() {
    return index.size();
  }

  /** Bytes of what there is; the folder is at most half as large again, and a segment. */
  public long bytes() {
    return liveBytes;
  }

  long bytesOnDisk() {
    return segments.bytes();
  }

  /** What is kept in memory of the thing with this key, or null when there is none. */
  public @Nullable S summary(byte[] key) {
    Held<S> held = index.get(key);
    return held == null ? null : held.summary;
  }

  /** All summaries, in no particular order. */
  public Collection<S> summaries() {
    return index.values().stream().map(Held::summary).toList();
  }

  /**
   * Keys in order, as unsigned bytes.
   *
   * @param after only those behind it, or null for all
   */
  public List<byte[]> keys(byte @Nullable [] after, int limit) {
    NavigableMap<byte[], Held<S>> from = after == null ? index : index.tailMap(after, false);
    return from.keySet().stream().limit(limit).toList();
  }

  /** Returns when they survive a power loss; a thing of the same key is replaced. */
  public void put(List<Item> items) throws IOException {
    if (items.isEmpty()) {
      return;
    }
    List<Long> sequences = new ArrayList<>();
    for (Item item : items) {
      sequences.add(segments.append(item.frame()));
    }
    segments.force();
    for (int i = 0; i < items.size(); i++) {
      hold(items.get(i), sequences.get(i));
    }
    compact();
  }

  /**
   * Returns when they are gone for good; a key that is not there is passed over. Works on a full
   * disk too.
   */
  public void remove(Collection<byte[]> keys) throws IOException {
    List<byte[]> there = keys.stream().filter(index::containsKey).toList();
    if (there.isEmpty()) {
      return;
    }
    try {
      appendRemovals(there);
    } catch (IOException full) {
      log.warn("taking the reserve to remove something: {}", full.getMessage());
      reserve.release();
      appendRemovals(there);
    }
    there.forEach(this::forget);
    compact();
    reserve.restore(reserve.bytes());
  }

  private void appendRemovals(List<byte[]> keys) throws IOException {
    for (byte[] key : keys) {
      segments.append(List.of(key));
    }
    segments.force();
  }

  /** Room that cannot be made now is made another time. */
  private void compact() {
    try {
      while (segments.bytes() - liveBytes > Math.max(2 * segmentBytes, liveBytes / 2)
          && segments.segmentCount() > 1) {
        compactOldest(segments.oldestEnd());
      }
    } catch (IOException e) {
      log.warn("what was removed still takes room on disk", e);
    }
  }

  /** Puts what lives in frames up to a sequence at the log's end, and deletes them. */
  private void compactOldest(long through) throws IOException {
    List<Item> living =
        read(
            index.entrySet().stream()
                .filter(entry -> entry.getValue().sequence <= through)
                .map(entry -> entry.getKey())
                .toList());
    List<Long> sequences = new ArrayList<>();
    for (Item item : living) {
      sequences.add(segments.append(item.frame()));
    }
    segments.force();
    for (int i = 0; i < living.size(); i++) {
      hold(living.get(i), sequences.get(i));
    }
    segments.done(through);
  }

  /** Reads things, in the order of the keys; those that are not there any more are left out. */
  public List<Item> read(Collection<byte[]> keys) throws IOException {
    NavigableMap<byte[], Item> found = new TreeMap<>(Arrays::compareUnsigned);
    List<Long> sequences =
        keys.stream()
            .map(index::get)
            .filter(held -> held != null)
            .map(held -> held.sequence)
            .sorted(Comparator.naturalOrder())
            .toList();
    int next = 0;
    while (next < sequences.size()) {
      next = readSegment(sequences, next, found);
    }
    return List.copyOf(found.values());
  }

  /** Reads those that lie in one segment and says with which the next one begins. */
  private int readSegment(List<Long> sequences, int from, NavigableMap<byte[], Item> found)
      throws IOException {
    int next = from;
    long end = segments.endOfSegmentWith(sequences.get(from));
    try (SegmentReader reader = segments.readerAfter(sequences.get(from) - 1)) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        if (frame.sequence() >= sequences.get(next)) {
          found(frame, sequences.get(next), found);
          next++;
        }
        if (next == sequences.size() || sequences.get(next) > end) {
          return next;
        }
      }
    }
    return next + 1;
  }

  private static void found(Frame frame, long wanted, NavigableMap<byte[], Item> found) {
    if (frame.sequence() == wanted && frame.lost() == 0) {
      found.put(key(frame), new Item(key(frame), content(frame)));
    } else {
      log.warn("entry {} cannot be read any more", wanted);
    }
  }

  @Override
  public void close() throws IOException {
    segments.close();
  }
}
