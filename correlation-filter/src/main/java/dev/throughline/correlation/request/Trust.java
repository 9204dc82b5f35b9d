package dev.throughline.correlation.request;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose word about users and sessions ({@code baggage}) is taken. */
public enum Trust {
  /** Nobody's: for a service the public internet talks to directly. */
  EDGE {
    @Override
    boolean covers(@Nullable InetAddress peer, IncomingHeaders headers) {
      return false;
    }
  },

  /**
   * Peers on loopback and private addresses, unless a proxy among them says by {@code
   * X-Forwarded-For} or {@code Forwarded} that it speaks for somebody outside. The default.
   */
  INTERNAL {
    @Override
    boolean covers(@Nullable InetAddress peer, IncomingHeaders headers) {
      return PrivateNetwork.contains(peer)
          && headers.lines("Forwarded").isEmpty()
          && allPrivate(headers.lines("X-Forwarded-For"));
    }
  },

  /** Everybody's: for tests, and where another layer has checked. */
  ALWAYS {
    @Override
    boolean covers(@Nullable InetAddress peer, IncomingHeaders headers) {
      return true;
    }
  };

  abstract boolean covers(@Nullable InetAddress peer, IncomingHeaders headers);

  private static boolean allPrivate(List<String> forwardedFor) {
    return forwardedFor.stream()
        .flatMap(line -> List.of(line.split(",", -1)).stream())
        .allMatch(address -> PrivateNetwork.containsHost(address.strip()));
  }
}
