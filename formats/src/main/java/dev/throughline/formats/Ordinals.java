package dev.throughline.formats;

/**
 * Counts equal records within one request, file or connection, so that two equal lines of one
 * request stay two while a request that is sent again is recognised. Not thread-safe.
 *
 * <p>Keyed by the 128 bits of a record's content hash, in flat arrays: a file may have millions of
 * lines.
 */
public final class Ordinals {
  private static final int FIRST_CAPACITY = 64;

  /** The record ids of one request are computed one after the other, with the same buffers. */
  final ContentHash hash = new ContentHash();

  final Lift lift = new Lift();

  private final int most;
  private Table young = new Table(FIRST_CAPACITY);
  private Table old = new Table(FIRST_CAPACITY);

  private Ordinals(int most) {
    this.most = most;
  }

  /** Remembers everything: for a request or a file. */
  public static Ordinals exact() {
    return new Ordinals(Integer.MAX_VALUE);
  }

  /**
   * Remembers at least the last so many distinct records: for a connection, which has no end. Equal
   * records carry equal times, so they are near each other.
   */
  public static Ordinals recent(int most) {
    return new Ordinals(most);
  }

  /** How many records of this content came before. */
  int next(long high, long low) {
    int slot = young.find(high, low);
    int before = young.counts[slot];
    if (before == 0) {
      before = old.counts[old.find(high, low)];
    }
    young.set(slot, high, low, before + 1);
    if (young.size >= most) {
      old = young;
      young = new Table(FIRST_CAPACITY);
    } else if (young.size * 2 > young.counts.length) {
      young = young.doubled();
    }
    return before;
  }

  /** Open addressing; a hash is uniform, so its low bits are the slot. */
  private static final class Table {
    private final long[] highs;
    private final long[] lows;
    private final int[] counts;
    private int size;

    Table(int capacity) {
      highs = new long[capacity];
      lows = new long[capacity];
      counts = new int[capacity];
    }

    int find(long high, long low) {
      int mask = counts.length - 1;
      int slot = (int) low & mask;
      while (counts[slot] != 0 && (highs[slot] != high || lows[slot] != low)) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    void set(int slot, long high, long low, int count) {
      if (counts[slot] == 0) {
        size++;
      }
      highs[slot] = high;
      lows[slot] = low;
      counts[slot] = count;
    }

    Table doubled() {
      Table wider = new Table(counts.length * 2);
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] != 0) {
          wider.set(wider.find(highs[i], lows[i]), highs[i], lows[i], counts[i]);
        }
      }
      return wider;
    }
  }
}
