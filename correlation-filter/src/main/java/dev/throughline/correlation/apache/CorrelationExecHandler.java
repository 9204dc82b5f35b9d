package dev.throughline.correlation.apache;

import dev.throughline.correlation.request.OutgoingCall;
import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Apache HttpClient 5, blocking: {@code HttpClients.custom()
 * .addExecInterceptorBefore(ChainElement.PROTOCOL.name(), "throughline", new
 * CorrelationExecHandler())}. There each retry and each redirect is a call of its own; further out
 * only the first would carry the ids.
 */
public final class CorrelationExecHandler implements ExecChainHandler {
  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    try (OutgoingCall call = CallHeaders.begin(request, scope.route)) {
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
}
