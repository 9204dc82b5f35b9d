package dev.throughline.collector.intake;

import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.collector.queue.Receipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters through the queue once more, and drops them. A letter that is replayed stays
 * where it is until the store has it for good. Thread-safe.
 */
public final class Replays {
  private static final int FRAME_RECORDS = 500;
  private static final long FRAME_BYTES = 1024 * 1024;

  private final DurableQueue queue;
  private final DeadLetters letters;

  /** Queued again by this process and not answered for by the store yet. */
  private final Set<LetterId> underWay = ConcurrentHashMap.newKeySet();

  private final List<Delivery> arrived = new ArrayList<>();
  private final LongAdder stored = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  public Replays(DurableQueue queue, DeadLetters letters) {
    this.queue = queue;
    this.letters = letters;
  }

  /**
   * What became of a wish.
   *
   * @param done letters that are queued again, or dropped
   * @param underWay letters passed over because they wait for the store's answer
   * @param parked letters passed over because they were rejected too often
   * @param refused why the queue takes no more, or null
   */
  public record Result(int done, int underWay, int parked, @Nullable String refused) {}

  /**
   * Queues letters again. Returns when they are on disk in the queue; the store is asked later.
   *
   * @param parkedToo whether to try again what was rejected too often
   */
  public Result replay(List<LetterId> keys, boolean parkedToo) throws IOException {
    Round round = new Round(parkedToo);
    for (LetterId key : keys) {
      Optional<DeadLetter> letter = letters.find(key);
      if (letter.isPresent() && !round.add(letter.get())) {
        break;
      }
    }
    return round.end();
  }

  /** As {@link #replay(List, boolean)}, with all letters of a kind. */
  public Result replay(Predicate<DeadLetter> wanted, boolean parkedToo) throws IOException {
    Round round = new Round(parkedToo);
    letters.read(null, letter -> !wanted.test(letter) || round.add(letter));
    return round.end();
  }

  /** Removes letters for good. */
  public Result drop(List<LetterId> keys) throws IOException {
    List<LetterId> free = keys.stream().filter(key -> !underWay.contains(key)).toList();
    int gone = letters.remove(free);
    dropped.add(gone);
    return new Result(gone, keys.size() - free.size(), 0, null);
  }

  /** As {@link #drop(List)}, with all letters of a kind. */
  public Result drop(Predicate<DeadLetter> wanted) throws IOException {
    List<LetterId> keys = new ArrayList<>();
    letters.read(
        null,
        letter -> {
          if (wanted.test(letter)) {
            keys.add(letter.id());
          }
          return true;
        });
    return drop(keys);
  }

  /** The store rejected them, and they are among the letters again. */
  void rejectedAgain(List<DeadLetter> again) {
    for (DeadLetter letter : again) {
      if (underWay.remove(letter.id())) {
        rejected.increment();
      }
    }
  }

  /** The store has them, as far as it can say yet. Called by the drain. */
  void arrived(List<Delivery> deliveries) {
    arrived.addAll(deliveries);
  }

  /** What lies in frames up to here survives a crash of the store. Called by the drain. */
  void durable(long through) throws IOException {
    List<LetterId> safe =
        arrived.stream()
            .filter(delivery -> delivery.sequence() <= through)
            .map(Delivery::letter)
            .toList();
    if (safe.isEmpty()) {
      return;
    }
    stored.add(letters.remove(safe));
    arrived.removeIf(delivery -> delivery.sequence() <= through);
    safe.forEach(underWay::remove);
  }

  /** Letters that the store took after all. */
  public long stored() {
    return stored.sum();
  }

  /** Letters that the store rejected once more. */
  public long rejected() {
    return rejected.sum();
  }

  /** Letters that somebody dropped. */
  public long dropped() {
    return dropped.sum();
  }

  /** One wish: gathers letters to frames and queues them. For one thread. */
  private final class Round {
    private final boolean parkedToo;
    private final List<DeadLetter> frame = new ArrayList<>();
    private long bytes;
    private int done;
    private int waiting;
    private int parked;
    private @Nullable String refused;

    Round(boolean parkedToo) {
      this.parkedToo = parkedToo;
    }

    /** Whether to go on. */
    boolean add(DeadLetter letter) {
      if (letter.isParked() && !parkedToo) {
        parked++;
      } else if (!underWay.add(letter.id())) {
        waiting++;
      } else {
        frame.add(letter);
        bytes += letter.record().length;
        if (frame.size() >= FRAME_RECORDS || bytes >= FRAME_BYTES) {
          send();
        }
      }
      return refused == null;
    }

    private void send() {
      if (frame.isEmpty()) {
        return;
      }
      switch (queue.append(frame.stream().map(Delivery::again).toList()).join()) {
        case Receipt.Durable durable -> done += frame.size();
        case Receipt.Refused(Receipt.Reason reason, String why) -> {
          refused = why;
          frame.forEach(letter -> underWay.remove(letter.id()));
        }
      }
      frame.clear();
      bytes = 0;
    }

    Result end() {
      send();
      return new Result(done, waiting, parked, refused);
    }
  }
}
