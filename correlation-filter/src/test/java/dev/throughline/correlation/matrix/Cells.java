package dev.throughline.correlation.matrix;

/** Which cells of the matrix make sense. */
final class Cells {
  /** Not every server has an AsyncContext, and nobody may hold up an event loop. */
  static boolean makeSense(String server, String client, String handOver) {
    if (handOver.equals(HandOvers.ASYNC_CONTEXT)) {
      return Servers.SERVLETS.contains(server);
    }
    return !(handOver.equals(HandOvers.NONE)
        && Clients.BLOCKING.contains(client)
        && Servers.EVENT_LOOPS.contains(server));
  }

  private Cells() {}
}
