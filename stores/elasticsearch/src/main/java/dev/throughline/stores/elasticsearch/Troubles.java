package dev.throughline.stores.elasticsearch;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentTooLongException;
import org.jspecify.annotations.Nullable;

/** What kept an answer from coming, in words, with the host: one line for an operator. */
final class Troubles {
  private final String where;
  private final boolean ownCa;

  Troubles(ElasticsearchOptions options) {
    this.where = options.nodes().stream().map(URI::toString).collect(Collectors.joining(","));
    this.ownCa = options.ca() != null;
  }

  Reply.Nothing cancelled() {
    return new Reply.Nothing(where + ": cancelled", false, false);
  }

  Reply.Nothing late(Duration patience) {
    return new Reply.Nothing(
        where + " gave no whole answer within " + patience.toSeconds() + " s", false, false);
  }

  Reply.Nothing of(@Nullable Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      Reply.Nothing known = known(t);
      if (known != null) {
        return known;
      }
    }
    return passing("failed: " + thrown);
  }

  private Reply.@Nullable Nothing known(Throwable t) {
    return switch (t) {
      case UnknownHostException e -> lasting("there is no host of that name");
      case UnresolvedAddressException e -> lasting("there is no host of that name");
      case CertificateException e -> certificate(e.getMessage());
      case SSLHandshakeException e ->
          t.getCause() == null || t.getCause() == t ? handshake(e.getMessage()) : null;
      case SSLException e -> t.getCause() == null ? handshake(e.getMessage()) : null;
      case ConnectTimeoutException e -> passing("does not answer");
      case ConnectException e -> passing("nothing listens there");
      case NoRouteToHostException e -> passing("there is no way to it");
      case SocketTimeoutException e -> passing("gave no answer in time");
      case ContentTooLongException e ->
          new Reply.Nothing(
              where + " answered more than " + (Connection.MOST_BYTES >> 20) + " MB", false, true);
      case ConnectionClosedException e -> passing("closed the connection before it had answered");
      default -> null;
    };
  }

  private Reply.Nothing certificate(@Nullable String detail) {
    String hint =
        ownCa
            ? "is not signed by what ca= names, or is for another host"
            : "is not trusted; name its authority's certificate with ca=FILE";
    return lasting("its certificate " + hint + " (" + detail + ")");
  }

  private Reply.Nothing handshake(@Nullable String detail) {
    boolean untrusted = detail != null && detail.contains("PKIX");
    return untrusted ? certificate(detail) : lasting("no TLS connection: " + detail);
  }

  private Reply.Nothing lasting(String what) {
    return new Reply.Nothing(where + ": " + what, true, false);
  }

  private Reply.Nothing passing(String what) {
    return new Reply.Nothing(where + ": " + what, false, false);
  }
}
