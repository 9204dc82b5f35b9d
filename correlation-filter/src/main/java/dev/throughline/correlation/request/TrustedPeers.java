package dev.throughline.correlation.request;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Who counts as internal: whoever any of these recognises. */
record TrustedPeers(List<TrustedPeer> kinds) {
  static final TrustedPeers PRIVATE = new TrustedPeers(List.of(new TrustedPeer.Private()));

  TrustedPeers {
    kinds = List.copyOf(kinds);
  }

  /** A list with semicolons, for names of certificates have commas in them. */
  static TrustedPeers read(@Nullable String list) {
    if (list == null || list.isBlank()) {
      return PRIVATE;
    }
    List<TrustedPeer> kinds = new ArrayList<>();
    for (String text : list.split(";", -1)) {
      if (!text.isBlank()) {
        add(text.strip(), kinds);
      }
    }
    return new TrustedPeers(kinds);
  }

  /** A bad one is left out: rather one too few. */
  private static void add(String text, List<TrustedPeer> kinds) {
    try {
      kinds.add(TrustedPeer.parse(text));
    } catch (IllegalArgumentException e) {
      LoggerFactory.getLogger(TrustedPeers.class)
          .warn(
              "throughline.trust.peers: '{}' is none of private, 10.0.0.0/8, sha256:HEX,"
                  + " subject:NAME, issuer:NAME, san:NAME ({}); left out",
              text,
              e.getMessage());
    }
  }

  boolean include(IncomingRequest request) {
    boolean certificates = false;
    for (TrustedPeer kind : kinds) {
      if (kind.isAt(request.peer())) {
        return true;
      }
      certificates |= kind.wantsCertificate();
    }
    return certificates && isShown(request.certificate().get()); // to ask for one costs something
  }

  private boolean isShown(@Nullable X509Certificate certificate) {
    return certificate != null && kinds.stream().anyMatch(kind -> kind.shows(certificate));
  }

  /** Whether an address that a proxy names is one of ours; a name, or {@code unknown}, is not. */
  boolean includeHost(String host) {
    InetAddress address = PeerAddress.ofLiteral(host);
    return kinds.stream().anyMatch(kind -> kind.isAt(address));
  }
}
