package dev.throughline.agent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which peers are internal: {@code throughline.trust.peers}, a list with semicolons of {@code
 * private} and networks ({@code 10.1.0.0/16}). The filter reads certificates' names there too; an
 * extension sees no certificate, so nobody is believed for one.
 */
final class TrustedPeers {
  static final TrustedPeers PRIVATE = new TrustedPeers(true, new ArrayList<>());

  private final boolean includesPrivate;
  private final List<Network> networks;

  private TrustedPeers(boolean includesPrivate, List<Network> networks) {
    this.includesPrivate = includesPrivate;
    this.networks = networks;
  }

  /** What cannot be read costs a warning and lets nobody in. */
  static TrustedPeers read(@Nullable String list) {
    if (list == null || list.trim().isEmpty()) {
      return PRIVATE;
    }
    boolean includesPrivate = false;
    List<Network> networks = new ArrayList<>();
    for (String text : list.split(";")) {
      String peer = text.trim();
      Network network = Network.parse(peer);
      if (network != null) {
        networks.add(network);
      } else if (peer.equalsIgnoreCase("private")) {
        includesPrivate = true;
      } else if (!peer.isEmpty()) {
        Failures.setting(
            Settings.PEERS,
            peer,
            "'private' or a network such as 10.1.0.0/16, and an agent sees no certificates",
            "nobody");
      }
    }
    return new TrustedPeers(includesPrivate, networks);
  }

  /** Whether {@code address}, as the agent gives it, is one of ours; a name is not. */
  boolean include(String address) {
    return (includesPrivate && PrivateNetwork.containsAddress(address)) || isListed(address);
  }

  private boolean isListed(String address) {
    if (networks.isEmpty()) {
      return false;
    }
    byte[] bytes = Network.literal(address);
    for (Network network : networks) {
      if (bytes != null && network.contains(bytes)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    List<String> all = new ArrayList<>();
    if (includesPrivate) {
      all.add("private");
    }
    networks.forEach(network -> all.add(network.toString()));
    return all.toString();
  }
}
