package dev.throughline.correlation.okhttp;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.OutgoingCall;
import java.io.IOException;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * OkHttp 4 and 5. {@link CorrelationCallFactory} puts it where it belongs: once among the
 * application's interceptors, where it sees one call, redirects and retries included, and once
 * among the network's, where it sees to it that a redirect does not take user and session to a host
 * that may not learn them. Thread-safe.
 */
public final class CorrelationInterceptor implements Interceptor {
  /** What the application itself had put into {@code baggage}. */
  private record OwnBaggage(List<String> lines) {}

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (chain.connection() != null) {
      return chain.proceed(discreet(request));
    }
    CapturedContext callers = request.tag(CapturedContext.class);
    try (CorrelationScope scope = (callers != null ? callers : CapturedContext.now()).activate()) {
      return exchange(chain, request);
    }
  }

  private static Response exchange(Chain chain, Request request) throws IOException {
    try (OutgoingCall call =
        OutgoingCall.begin(request.method(), request.url().uri(), request::headers)) {
      try {
        Response response = chain.proceed(carrying(call, request));
        call.status(response.code());
        return response;
      } catch (IOException | RuntimeException e) {
        call.failed(e);
        throw e;
      }
    }
  }

  private static Request carrying(OutgoingCall call, Request request) {
    Request.Builder builder = request.newBuilder();
    builder.tag(OwnBaggage.class, new OwnBaggage(request.headers("baggage")));
    call.headers().forEach(builder::header);
    return builder.build();
  }

  private static Request discreet(Request request) {
    OwnBaggage own = request.tag(OwnBaggage.class);
    if (own == null || OutgoingCall.baggageMayGoTo(request.url().host())) {
      return request;
    }
    Request.Builder builder = request.newBuilder().removeHeader("baggage");
    own.lines.forEach(line -> builder.addHeader("baggage", line));
    return builder.build();
  }
}
