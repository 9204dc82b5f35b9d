package dev.throughline.collector.intake;

import dev.throughline.collector.intake.DeadLetter.Key;
import dev.throughline.collector.queue.Frame;
import dev.throughline.collector.queue.FrameLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The records that the store rejected, on disk before the queue forgets them, each once: after a
 * crash the store rejects them again, and they are recognised. Written by the drain; any thread may
 * list.
 */
public final class DeadLetters implements Closeable {
  private final FrameLog log;
  private final long maxBytes;
  private final Set<Key> known = new HashSet<>();
  private final AtomicLong count = new AtomicLong();

  private DeadLetters(FrameLog log, long maxBytes) {
    this.log = log;
    this.maxBytes = maxBytes;
  }

  /**
   * @param maxBytes beyond it nothing more is taken, and the drain pauses
   * @param done frames up to here will not come again
   */
  public static DeadLetters open(Path directory, long maxBytes, long done) throws IOException {
    DeadLetters letters = new DeadLetters(FrameLog.open(directory), maxBytes);
    letters.log.read(
        frame -> {
          letters.count.incrementAndGet();
          if (frame.lost() == 0) {
            Key key = letter(frame).key();
            if (key.sequence() > done) {
              letters.known.add(key);
            }
          }
          return true;
        });
    return letters;
  }

  /** How many there are. */
  public long count() {
    return count.get();
  }

  boolean isFull() {
    return log.bytes() >= maxBytes;
  }

  /** Returns when they are on disk; those that are there already are passed over. */
  void add(List<DeadLetter> letters) throws IOException {
    List<DeadLetter> added =
        letters.stream().filter(letter -> !known.contains(letter.key())).toList();
    log.append(added.stream().map(letter -> List.of(letter.label(), letter.record())).toList());
    added.forEach(letter -> known.add(letter.key()));
    count.addAndGet(added.size());
  }

  /** Frames up to here will not come again. */
  void forget(long done) {
    known.removeIf(key -> key.sequence() <= done);
  }

  /**
   * Lists from the oldest on.
   *
   * @param limit the most to list
   */
  public List<DeadLetter> list(int limit) throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    log.read(
        frame -> {
          if (frame.lost() == 0) {
            letters.add(letter(frame));
          }
          return letters.size() < limit;
        });
    return letters;
  }

  private static DeadLetter letter(Frame frame) throws IOException {
    return DeadLetter.of(frame.records().get(0).bytes(), frame.records().get(1).bytes());
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
