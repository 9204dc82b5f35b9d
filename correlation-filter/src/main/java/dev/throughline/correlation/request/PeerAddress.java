package dev.throughline.correlation.request;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A peer's address from the text a server gives for it. */
public final class PeerAddress {
  /** Null for anything but an IPv4 or IPv6 literal: a name is never looked up. */
  public static @Nullable InetAddress ofLiteral(@Nullable String address) {
    if (address == null) {
      return null;
    }
    int zone = address.indexOf('%'); // fe80::1%eth0
    return PrivateNetwork.literal(
        PrivateNetwork.bare(zone < 0 ? address : address.substring(0, zone)));
  }

  private PeerAddress() {}
}
