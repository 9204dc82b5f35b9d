package dev.throughline.correlation.request;

/** Whose word is taken, and how far. */
public enum Trust {
  /** Nobody's: for a service the public internet talks to directly. */
  EDGE {
    @Override
    Belief in(IncomingRequest request, TrustedPeers peers) {
      return Belief.NOTHING;
    }
  },

  /**
   * Our own peers': by default those on loopback and private addresses. If one of them says by
   * {@code X-Forwarded-For} or {@code Forwarded} that it speaks for somebody outside, it is a
   * gateway: its ids are taken, what it passes on about users is not. The default.
   */
  INTERNAL {
    @Override
    Belief in(IncomingRequest request, TrustedPeers peers) {
      if (!peers.include(request)) {
        return Belief.NOTHING;
      }
      return speaksForUs(request.headers(), peers) ? Belief.EVERYTHING : Belief.IDS;
    }
  },

  /** Everybody's: for tests, and where another layer has checked. */
  ALWAYS {
    @Override
    Belief in(IncomingRequest request, TrustedPeers peers) {
      return Belief.EVERYTHING;
    }
  };

  /** How far a caller is believed. */
  enum Belief {
    /**
     * Its trace becomes a link, its correlation id a quarantined attribute, its baggage nothing.
     */
    NOTHING,
    /** Correlation id and trace, not users and sessions. */
    IDS,
    EVERYTHING
  }

  abstract Belief in(IncomingRequest request, TrustedPeers peers);

  private static boolean speaksForUs(IncomingHeaders headers, TrustedPeers peers) {
    if (!headers.lines("Forwarded").isEmpty()) {
      return false;
    }
    for (String line : headers.lines("X-Forwarded-For")) {
      for (String address : line.split(",", -1)) {
        if (!peers.includeHost(address.strip())) {
          return false;
        }
      }
    }
    return true;
  }
}
