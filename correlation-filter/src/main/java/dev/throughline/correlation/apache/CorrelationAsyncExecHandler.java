package dev.throughline.correlation.apache;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.CorrelationScope;
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
 * .addExecInterceptorBefore(ChainElement.PROTOCOL.name(), "throughline", new
 * CorrelationAsyncExecHandler())}. There each retry and each redirect is a call of its own; further
 * out only the first would carry the ids. They are those of the thread that makes the call; the
 * application's {@code FutureCallback} runs with them too, on the client's thread.
 */
public final class CorrelationAsyncExecHandler implements AsyncExecChainHandler {
  private static final String ATTRIBUTE = "dev.throughline.exchange";

  /** A context may serve several exchanges, one after the other. */
  private record Exchange(String id, CapturedContext ids) {}

  @Override
  public void execute(
      HttpRequest request,
      @Nullable AsyncEntityProducer body,
      AsyncExecChain.Scope scope,
      AsyncExecChain chain,
      AsyncExecCallback callback)
      throws HttpException, IOException {
    CapturedContext ids = callersIds(scope);
    try (CorrelationScope callers = ids.activate()) {
      OutgoingCall call = CallHeaders.begin(request, scope.route);
      try {
        chain.proceed(request, body, scope, new CarryingCallback(call, ids, callback));
      } catch (IOException | HttpException | RuntimeException e) {
        call.failed(e);
        call.close();
        throw e;
      }
    }
  }

  /** The first attempt runs on the caller's thread, a later one wherever the client finds one. */
  private static CapturedContext callersIds(AsyncExecChain.Scope scope) {
    if (scope.clientContext.getAttribute(ATTRIBUTE) instanceof Exchange exchange
        && exchange.id.equals(scope.exchangeId)) {
      return exchange.ids;
    }
    CapturedContext ids = CapturedContext.now();
    scope.clientContext.setAttribute(ATTRIBUTE, new Exchange(scope.exchangeId, ids));
    return ids;
  }
}
