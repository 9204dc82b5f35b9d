package dev.throughline.correlation.netty;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The certificate that a channel's peer has proven to be its own in the TLS handshake. */
final class PeerCertificate {
  /** Null without TLS, and if the peer has shown none. A stream of HTTP/2 has its connection's. */
  static @Nullable X509Certificate of(Channel channel) {
    for (Channel one = channel; one != null; one = one.parent()) {
      SslHandler tls = one.pipeline().get(SslHandler.class);
      if (tls != null) {
        return of(tls);
      }
    }
    return null;
  }

  private static @Nullable X509Certificate of(SslHandler tls) {
    try {
      return tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate shown
          ? shown
          : null;
    } catch (SSLPeerUnverifiedException none) {
      return null;
    }
  }

  private PeerCertificate() {}
}
