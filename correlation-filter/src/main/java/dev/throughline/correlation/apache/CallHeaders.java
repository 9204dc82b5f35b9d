package dev.throughline.correlation.apache;

import dev.throughline.correlation.request.OutgoingCall;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;

/** What the blocking and the asynchronous client have in common: a call made of a request. */
final class CallHeaders {
  /** Begins the call and puts its headers on the request. */
  static OutgoingCall begin(HttpRequest request, HttpRoute route) {
    OutgoingCall call =
        OutgoingCall.begin(
            request.getMethod(), target(request, route), name -> lines(request, name));
    call.headers().forEach((name, value) -> replace(request, name, value));
    return call;
  }

  /** All of its lines: {@code setHeader} replaces the first alone. */
  private static void replace(HttpRequest request, String name, String value) {
    request.removeHeaders(name);
    request.addHeader(name, value);
  }

  private static List<String> lines(HttpRequest request, String name) {
    return Arrays.stream(request.getHeaders(name)).map(Header::getValue).toList();
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
