package dev.throughline.correlation.request;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose word is taken, and how far. */
public enum Trust {
  /** Nobody's: for a service the public internet talks to directly. */
  EDGE {
    @Override
    Belief in(@Nullable InetAddress peer, IncomingHeaders headers) {
      return Belief.NOTHING;
    }
  },

  /**
   * Peers on loopback and private addresses. If one of them says by {@code X-Forwarded-For} or
   * {@code Forwarded} that it speaks for somebody outside, it is a gateway: its ids are taken, what
   * it passes on about users is not. The default.
   */
  INTERNAL {
    @Override
    Belief in(@Nullable InetAddress peer, IncomingHeaders headers) {
      if (peer != null && !PrivateNetwork.contains(peer)) {
        return Belief.NOTHING;
      }
      boolean forOurselves =
          peer != null
              && headers.lines("Forwarded").isEmpty()
              && allPrivate(headers.lines("X-Forwarded-For"));
      return forOurselves ? Belief.EVERYTHING : Belief.IDS;
    }
  },

  /** Everybody's: for tests, and where another layer has checked. */
  ALWAYS {
    @Override
    Belief in(@Nullable InetAddress peer, IncomingHeaders headers) {
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

  /** A peer whose address is not known is believed its ids. */
  abstract Belief in(@Nullable InetAddress peer, IncomingHeaders headers);

  private static boolean allPrivate(List<String> forwardedFor) {
    for (String line : forwardedFor) {
      for (String address : line.split(",", -1)) {
        if (!PrivateNetwork.containsHost(address.strip())) {
          return false;
        }
      }
    }
    return true;
  }
}
