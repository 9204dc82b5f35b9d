package dev.throughline.correlation.spring;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.OutgoingCall;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Carries the current ids on through Spring's {@code WebClient}: those of the subscriber's Reactor
 * context, else those of the subscribing thread. Each subscription (a retry too) is a call with a
 * span of its own. Thread-safe.
 */
public final class CorrelationFunction implements ExchangeFilterFunction {
  @Override
  public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
    return Mono.deferContextual(context -> exchange(request, next, begin(request, context)));
  }

  private static OutgoingCall begin(ClientRequest request, ContextView context) {
    CapturedContext ids =
        context.hasKey(CapturedContext.KEY)
            ? context.get(CapturedContext.KEY)
            : CapturedContext.now();
    try (CorrelationScope scope = ids.activate()) {
      return OutgoingCall.begin(
          request.method().name(), request.url(), name -> HeaderLines.of(request.headers(), name));
    }
  }

  private static Mono<ClientResponse> exchange(
      ClientRequest request, ExchangeFunction next, OutgoingCall call) {
    ClientRequest carrying =
        ClientRequest.from(request)
            .headers(headers -> call.headers().forEach(headers::set))
            .build();
    return next.exchange(carrying)
        .doOnNext(response -> call.status(response.statusCode().value()))
        .doOnError(call::failed)
        .doFinally(signal -> call.close());
  }
}
