package dev.throughline.correlation.okhttp;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.OutgoingCall;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * OkHttp 4 and 5, for calls that are executed where they are made: {@code new
 * OkHttpClient.Builder().addInterceptor(new CorrelationInterceptor())}; {@code enqueue} needs a
 * {@link CorrelationCallFactory}. As an application interceptor it sees one call, redirects and
 * retries included. Thread-safe.
 */
public final class CorrelationInterceptor implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    CapturedContext callers = chain.request().tag(CapturedContext.class);
    try (CorrelationScope scope = (callers != null ? callers : CapturedContext.now()).activate()) {
      return exchange(chain, chain.request());
    }
  }

  private static Response exchange(Chain chain, Request request) throws IOException {
    try (OutgoingCall call =
        OutgoingCall.begin(request.method(), request.url().uri(), request::header)) {
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
    call.headers().forEach(builder::header);
    return builder.build();
  }
}
