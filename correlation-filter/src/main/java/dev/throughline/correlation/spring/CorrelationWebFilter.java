package dev.throughline.correlation.spring;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.IncomingRequest;
import dev.throughline.correlation.request.Sender;
import dev.throughline.correlation.request.ServedRequest;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.handler.ExceptionHandlingWebHandler;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

/**
 * First in a WebFlux application's chain: the ids travel in Reactor's context, and from there onto
 * each thread that works for the request.
 */
public final class CorrelationWebFilter implements WebFilter, Ordered {
  private static final ContextSnapshotFactory THREAD = ContextSnapshotFactory.builder().build();
  private static final String FAILURE = "dev.throughline.failure";

  private final Supplier<List<WebExceptionHandler>> errorHandlers;

  /** For an application without error handlers. */
  public CorrelationWebFilter() {
    this(List::of);
  }

  /**
   * For an application with error handlers, which stand outside of all filters. The filter asks
   * them first: so they log with the ids, and what they answer is the request's status.
   *
   * @param errorHandlers in their order; asked for at each failure
   */
  public CorrelationWebFilter(Supplier<List<WebExceptionHandler>> errorHandlers) {
    this.errorHandlers = errorHandlers;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return Mono.deferContextual(
        context -> served(exchange, chain, begin(exchange.getRequest(), context)));
  }

  private Mono<Void> served(
      ServerWebExchange original, WebFilterChain chain, ServedRequest served) {
    OverheardSession exchange = new OverheardSession(original, served.ids());
    ServerHttpResponse response = exchange.getResponse();
    echo(served, response);
    // Once more at the last moment: error handling starts over with the headers. The status is read
    // there too: afterwards a servlet container may have taken the response for the next request.
    response.beforeCommit(() -> Mono.fromRunnable(() -> commit(served, exchange)));
    return chain
        .filter(exchange)
        .onErrorResume(failure -> answer(exchange, failure))
        .doOnError(served::failed)
        .doFinally(signal -> end(exchange, served, signal))
        .contextWrite(context -> context.put(CapturedContext.KEY, served.captured()));
  }

  private Mono<Void> answer(ServerWebExchange exchange, Throwable failure) {
    exchange.getAttributes().put(FAILURE, failure);
    WebHandler failed = again -> Mono.error(failure);
    return new ExceptionHandlingWebHandler(failed, errorHandlers.get()).handle(exchange);
  }

  private static void echo(ServedRequest served, ServerHttpResponse response) {
    HttpHeaders headers = response.getHeaders();
    served.echo(headers::getValuesAsList, headers::set); // both are the same in Spring 6 and 7
  }

  private static void commit(ServedRequest served, OverheardSession exchange) {
    exchange.nameBegun();
    echo(served, exchange.getResponse());
    status(served, exchange);
  }

  /** A failure that is answered by a 404, say, is none of the server's. */
  private static void status(ServedRequest served, ServerWebExchange exchange) {
    HttpStatusCode status = exchange.getResponse().getStatusCode();
    served.status(status == null ? 200 : status.value());
    if (status != null && status.is5xxServerError()) {
      served.failed(exchange.getAttribute(FAILURE));
    }
  }

  private static void end(ServerWebExchange exchange, ServedRequest served, SignalType signal) {
    Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    served.route(pattern == null ? null : pattern.toString());
    if (signal == SignalType.ON_COMPLETE && !exchange.getResponse().isCommitted()) {
      status(served, exchange);
    }
    served.close();
  }

  /** With the thread as the context says: a server observation's span is current only then. */
  private static ServedRequest begin(ServerHttpRequest request, ContextView context) {
    try (ContextSnapshot.Scope scope = THREAD.setThreadLocalsFrom(context)) {
      return begin(request, SentRequest.in(context, request));
    }
  }

  private static ServedRequest begin(ServerHttpRequest request, ServerHttpRequest sent) {
    Sender sender = ReactiveSender.of(sent);
    return ServedRequest.begin(
        new IncomingRequest(
            sent.getMethod().name(),
            request.getPath().value(),
            sender.headers(),
            sender.peer(),
            () -> certificate(sent)));
  }

  private static @Nullable X509Certificate certificate(ServerHttpRequest request) {
    SslInfo tls = request.getSslInfo();
    X509Certificate[] chain = tls == null ? null : tls.getPeerCertificates();
    return chain == null || chain.length == 0 ? null : chain[0];
  }
}
