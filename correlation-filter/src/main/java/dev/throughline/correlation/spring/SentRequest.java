package dev.throughline.correlation.spring;

import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.util.context.ContextView;

/**
 * Keeps a WebFlux request as it was sent. Spring's {@code ForwardedHeaderTransformer} stands before
 * all filters: it puts whomever the caller names in the gateway's place, and takes away the headers
 * that say so.
 */
final class SentRequest implements HttpHandlerDecoratorFactory, Ordered {
  private static final String KEY = "dev.throughline.sent";

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public HttpHandler apply(HttpHandler handler) {
    return (request, response) ->
        handler.handle(request, response).contextWrite(context -> context.put(KEY, request));
  }

  /** The given one where nobody has kept it: without Spring Boot. */
  static ServerHttpRequest in(ContextView context, ServerHttpRequest seen) {
    return context.hasKey(KEY) ? context.get(KEY) : seen;
  }
}
