package dev.throughline.correlation.apache;

import dev.throughline.correlation.request.OutgoingCall;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** What the blocking and the asynchronous client have in common: a call made of a request. */
final class CallHeaders {
  /** Begins the call and puts its headers on the request. */
  static OutgoingCall begin(HttpRequest request, HttpRoute route) {
    OutgoingCall call =
        OutgoingCall.begin(
            request.getMethod(), target(request, route), name -> sent(request, name));
    call.headers().forEach(request::setHeader);
    return call;
  }

  private static @Nullable String sent(HttpRequest request, String name) {
    Header header = request.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  private static URI target(HttpRequest request, HttpRoute route) {
    try {
      return request.getUri();
    } catch (URISyntaxException e) {
      return URI.create(route.getTargetHost().toURI());
    }
  }

  private CallHeaders() {}
}
