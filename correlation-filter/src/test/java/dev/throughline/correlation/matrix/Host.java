package dev.throughline.correlation.matrix;

/** What a server offers for one request, beyond an answer: threads of its own. */
interface Host {
  Host PLAIN =
      task -> {
        throw new UnsupportedOperationException("no AsyncContext here");
      };

  /** {@code AsyncContext.start}. */
  void start(Runnable task);
}
