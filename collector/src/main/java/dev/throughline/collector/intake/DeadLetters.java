package dev.throughline.collector.intake;

import dev.throughline.collector.queue.Shelf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records that the store rejected, on disk before the queue forgets them, each once: after a
 * crash the store rejects them again, and they are recognised. They stay until the store takes them
 * after all or somebody drops them. Thread-safe.
 */
public final class DeadLetters implements Closeable {
  private static final int MOST = 200_000;

  /** Records may be large: not more of them at once in memory than this. */
  private static final int AT_ONCE = 32;

  private final Shelf<Integer> attempts;
  private final long maxBytes;
  private final Consumer<List<DeadLetter>> newOnes;
  private final ReentrantLock lock = new ReentrantLock();

  private DeadLetters(Shelf<Integer> attempts, long maxBytes, Consumer<List<DeadLetter>> newOnes) {
    this.attempts = attempts;
    this.maxBytes = maxBytes;
    this.newOnes = newOnes;
  }

  /**
   * @param maxBytes beyond it nothing more is taken, and the drain pauses
   * @param newOnes is shown those that were not there before, when they are on disk
   */
  public static DeadLetters open(Path directory, long maxBytes, Consumer<List<DeadLetter>> newOnes)
      throws IOException {
    byte[] anyKey = new byte[LetterId.BYTES];
    return new DeadLetters(
        Shelf.open(directory, LetterId.BYTES, content -> DeadLetter.of(anyKey, content).attempts()),
        maxBytes,
        newOnes);
  }

  /** How many there are. */
  public int count() {
    lock.lock();
    try {
      return attempts.count();
    } finally {
      lock.unlock();
    }
  }

  /** How many of them are parked. */
  public long parked() {
    lock.lock();
    try {
      return attempts.summaries().stream()
          .filter(count -> count >= DeadLetter.PARKED_AFTER)
          .count();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes of what there is. */
  public long bytes() {
    lock.lock();
    try {
      return attempts.bytes();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns when they are on disk. Those that are there already are passed over, unless they were
   * rejected once more since.
   *
   * @return false, and nothing was added, when there is no room
   */
  boolean add(List<DeadLetter> letters) throws IOException {
    List<DeadLetter> unknown = new ArrayList<>();
    lock.lock();
    try {
      List<Shelf.Item> added = new ArrayList<>();
      for (DeadLetter letter : letters) {
        Integer before = attempts.summary(letter.id().bytes());
        if (before == null) {
          unknown.add(letter);
          added.add(item(letter));
        } else if (before < letter.attempts()) {
          added.add(item(letter.since(earlier(letter.id()).orElse(letter.since()))));
        }
      }
      if (!unknown.isEmpty() && (attempts.bytes() >= maxBytes || attempts.count() >= MOST)) {
        return false;
      }
      attempts.put(added);
    } finally {
      lock.unlock();
    }
    if (!unknown.isEmpty()) {
      newOnes.accept(unknown);
    }
    return true;
  }

  private static Shelf.Item item(DeadLetter letter) {
    return new Shelf.Item(letter.id().bytes(), letter.content());
  }

  private Optional<Instant> earlier(LetterId key) throws IOException {
    return find(key).map(DeadLetter::since);
  }

  /**
   * Returns when they are gone for good.
   *
   * @return how many of them were there
   */
  int remove(Collection<LetterId> keys) throws IOException {
    lock.lock();
    try {
      int before = attempts.count();
      attempts.remove(keys.stream().map(LetterId::bytes).toList());
      return before - attempts.count();
    } finally {
      lock.unlock();
    }
  }

  /** The letter with this key. */
  public Optional<DeadLetter> find(LetterId key) throws IOException {
    return read(List.of(key.bytes())).stream().findFirst();
  }

  /** What does something with a letter and says whether it wants more. */
  public interface Visitor {
    boolean visit(DeadLetter letter) throws IOException;
  }

  /**
   * Shows the letters in the order of their keys, the first queued first, until the visitor has
   * enough. What is added or removed meanwhile may be seen or not.
   *
   * @param after only those behind it, or null for all
   */
  public void read(@Nullable LetterId after, Visitor visitor) throws IOException {
    byte[] last = after == null ? null : after.bytes();
    while (true) {
      List<byte[]> keys = keys(last);
      if (keys.isEmpty()) {
        return;
      }
      for (DeadLetter letter : read(keys)) {
        if (!visitor.visit(letter)) {
          return;
        }
      }
      last = keys.getLast();
    }
  }

  private List<byte[]> keys(byte @Nullable [] after) {
    lock.lock();
    try {
      return attempts.keys(after, AT_ONCE);
    } finally {
      lock.unlock();
    }
  }

  private List<DeadLetter> read(List<byte[]> keys) throws IOException {
    lock.lock();
    try {
      return attempts.read(keys).stream()
          .map(item -> DeadLetter.of(item.key(), item.content()))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    attempts.close();
  }
}
