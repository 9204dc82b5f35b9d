package dev.throughline.correlation.apache;

import dev.throughline.correlation.request.OutgoingCall;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient 5: {@code HttpClients.custom().addExecInterceptorFirst("throughline", new
 * CorrelationExecHandler())}. One call, redirects and retries included.
 */
public final class CorrelationExecHandler implements ExecChainHandler {
  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    try (OutgoingCall call =
        OutgoingCall.begin(
            request.getMethod(), target(request, scope), name -> sent(request, name))) {
      call.headers().forEach(request::setHeader);
      try {
        ClassicHttpResponse response = chain.proceed(request, scope);
        call.status(response.getCode());
        return response;
      } catch (IOException | HttpException | RuntimeException e) {
        call.failed(e);
        throw e;
      }
    }
  }

  private static @Nullable String sent(ClassicHttpRequest request, String name) {
    Header header = request.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  private static URI target(ClassicHttpRequest request, ExecChain.Scope scope) {
    try {
      return request.getUri();
    } catch (URISyntaxException e) {
      return URI.create(scope.route.getTargetHost().toURI());
    }
  }
}
