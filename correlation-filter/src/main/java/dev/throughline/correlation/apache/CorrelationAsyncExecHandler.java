package dev.throughline.correlation.apache;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.OutgoingCall;
import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient 5, asynchronous: {@code HttpAsyncClients.custom()
 * .addExecInterceptorFirst("throughline", new CorrelationAsyncExecHandler())}. The chain starts on
 * the thread that makes the call, so the ids are that thread's; the application's {@code
 * FutureCallback} runs with them too, on the client's thread.
 */
public final class CorrelationAsyncExecHandler implements AsyncExecChainHandler {
  @Override
  public void execute(
      HttpRequest request,
      @Nullable AsyncEntityProducer body,
      AsyncExecChain.Scope scope,
      AsyncExecChain chain,
      AsyncExecCallback callback)
      throws HttpException, IOException {
    OutgoingCall call = CallHeaders.begin(request, scope.route);
    try {
      chain.proceed(
          request, body, scope, new CarryingCallback(call, CapturedContext.now(), callback));
    } catch (IOException | HttpException | RuntimeException e) {
      call.failed(e);
      call.close();
      throw e;
    }
  }
}
