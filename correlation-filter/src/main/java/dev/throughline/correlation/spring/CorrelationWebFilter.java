package dev.throughline.correlation.spring;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.IncomingRequest;
import dev.throughline.correlation.request.ServedRequest;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * First in a WebFlux application's chain: the ids travel in Reactor's context, and from there onto
 * each thread that works for the request.
 */
public final class CorrelationWebFilter implements WebFilter, Ordered {
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return Mono.defer(() -> served(exchange, chain, begin(exchange.getRequest())));
  }

  private static Mono<Void> served(
      ServerWebExchange exchange, WebFilterChain chain, ServedRequest served) {
    ServerHttpResponse response = exchange.getResponse();
    echo(served, response);
    // Once more at the last moment: error handling starts over with the headers.
    response.beforeCommit(() -> Mono.fromRunnable(() -> echo(served, response)));
    return chain
        .filter(exchange)
        .doOnError(served::failed)
        .doFinally(signal -> end(exchange, served, signal))
        .contextWrite(context -> context.put(CapturedContext.KEY, served.captured()));
  }

  private static void echo(ServedRequest served, ServerHttpResponse response) {
    served.responseHeaders().forEach(response.getHeaders()::set);
  }

  private static void end(ServerWebExchange exchange, ServedRequest served, SignalType signal) {
    Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    served.route(pattern == null ? null : pattern.toString());
    HttpStatusCode status = exchange.getResponse().getStatusCode();
    if (signal == SignalType.ON_COMPLETE) {
      served.status(status == null ? 200 : status.value());
    }
    served.close();
  }

  private static ServedRequest begin(ServerHttpRequest request) {
    return ServedRequest.begin(
        IncomingRequest.of(
            request.getMethod().name(),
            request.getPath().value(),
            name -> request.getHeaders().getOrEmpty(name),
            request.getRemoteAddress()));
  }
}
