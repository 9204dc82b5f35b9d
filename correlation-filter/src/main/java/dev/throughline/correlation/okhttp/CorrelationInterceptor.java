package dev.throughline.correlation.okhttp;

import dev.throughline.correlation.request.OutgoingCall;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * OkHttp 4 and 5: {@code new OkHttpClient.Builder().addInterceptor(new CorrelationInterceptor())}.
 * As an application interceptor it sees one call, redirects and retries included. For {@code
 * enqueue} give the dispatcher a wrapped executor: {@code new
 * Dispatcher(Correlation.wrap(executor))}.
 */
public final class CorrelationInterceptor implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
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
