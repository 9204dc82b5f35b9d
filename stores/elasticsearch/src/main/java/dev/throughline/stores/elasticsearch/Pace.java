package dev.throughline.stores.elasticsearch;

/**
 * How much is sent at once. Rises slowly while all goes well and falls by half when the cluster
 * says that it is too much, as TCP does. Thread-safe.
 */
final class Pace {
  private static final int LEAST_BYTES = 64 << 10;
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_REQUESTS = 4;

  private int bytes = 1 << 20;
  private int requests = 2;

  /** The bytes of one request, unless one document has more. */
  synchronized int bytes() {
    return bytes;
  }

  /** How many requests may be under way. */
  synchronized int requests() {
    return requests;
  }

  /** A whole batch went through without a complaint. */
  synchronized void fine() {
    requests = Math.min(MOST_REQUESTS, requests + 1);
    bytes = Math.min(MOST_BYTES, bytes + LEAST_BYTES);
  }

  /** The cluster is busy, or slower than it should be. */
  synchronized void busy() {
    requests = Math.max(1, requests / 2);
    bytes = Math.max(LEAST_BYTES, bytes / 2);
  }

  /** A request of this many bytes was more than it takes. */
  synchronized void tooLarge(int sent) {
    bytes = Math.max(LEAST_BYTES, Math.min(bytes, sent / 2));
  }
}
