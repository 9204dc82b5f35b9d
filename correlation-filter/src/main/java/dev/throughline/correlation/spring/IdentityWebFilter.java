package dev.throughline.correlation.spring;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.FirstFailure;
import dev.throughline.correlation.request.RandomIds;
import dev.throughline.correlation.request.RequestIds;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The second hook, last in a WebFlux application's chain: what a security filter found out is
 * visible only behind it.
 */
final class IdentityWebFilter implements WebFilter, Ordered {
  private static final String ATTRIBUTE = "dev.throughline.session.id";

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
    return Mono.when(
            session(exchange, ids),
            exchange.getPrincipal().doOnNext(principal -> ids.principal(principal.getName())))
        .onErrorComplete(
            failure -> {
              FirstFailure.report("reading a request's principal", failure);
              return true;
            });
  }

  /** Nobody without a cookie has a session, and asking for one would make it. */
  private static Mono<WebSession> session(ServerWebExchange exchange, RequestIds ids) {
    return exchange.getRequest().getCookies().isEmpty()
        ? Mono.empty()
        : exchange
            .getSession()
            .filter(WebSession::isStarted)
            .doOnNext(session -> ids.foundSession(idOf(session)));
  }

  /** A random one of ours that survives the session's change of id at login. */
  private static String idOf(WebSession session) {
    return session
        .getAttributes()
        .computeIfAbsent(ATTRIBUTE, name -> RandomIds.hex128())
        .toString();
  }
}
