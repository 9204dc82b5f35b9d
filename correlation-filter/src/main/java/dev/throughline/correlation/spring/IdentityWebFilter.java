package dev.throughline.correlation.spring;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.FirstFailure;
import dev.throughline.correlation.request.PrincipalName;
import dev.throughline.correlation.request.RequestIds;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The second hook, last in a WebFlux application's chain: what a security filter found out is
 * visible only behind it.
 */
final class IdentityWebFilter implements WebFilter, Ordered {
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return Mono.deferContextual(
        context -> {
          RequestIds ids = ids(context);
          return ids == null
              ? chain.filter(exchange)
              : known(exchange, ids)
                  .then(Mono.fromRunnable(ids::readToken))
                  .then(Mono.defer(() -> chain.filter(exchange)));
        });
  }

  private static @Nullable RequestIds ids(ContextView context) {
    return context
        .<CapturedContext>getOrEmpty(CapturedContext.KEY)
        .map(CapturedContext::ids)
        .orElse(null);
  }

  private static Mono<Void> known(ServerWebExchange exchange, RequestIds ids) {
    return exchange
        .getPrincipal()
        .doOnNext(principal -> ids.principal(PrincipalName.of(principal)))
        .then()
        .onErrorComplete(
            failure -> {
              FirstFailure.report("reading a request's principal", failure);
              return true;
            });
  }
}
