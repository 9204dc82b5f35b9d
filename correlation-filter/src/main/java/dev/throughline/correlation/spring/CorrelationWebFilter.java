package dev.throughline.correlation.spring;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.IncomingHeaders;
import dev.throughline.correlation.request.IncomingRequest;
import dev.throughline.correlation.request.ServedRequest;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

/**
 * First in a WebFlux application's chain: the ids travel in Reactor's context, and from there onto
 * each thread that works for the request.
 */
public final class CorrelationWebFilter implements WebFilter, Ordered {
  private static final ContextSnapshotFactory THREAD = ContextSnapshotFactory.builder().build();

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return Mono.deferContextual(
        context -> served(exchange, chain, begin(exchange.getRequest(), context)));
  }

  private static Mono<Void> served(
      ServerWebExchange exchange, WebFilterChain chain, ServedRequest served) {
    ServerHttpResponse response = exchange.getResponse();
    echo(served, response);
    // Once more at the last moment: error handling starts over with the headers. The status is read
    // there too: afterwards a servlet container may have taken the response for the next request.
    response.beforeCommit(() -> Mono.fromRunnable(() -> commit(served, response)));
    return chain
        .filter(exchange)
        .doOnError(served::failed)
        .doFinally(signal -> end(exchange, served, signal))
        .contextWrite(context -> context.put(CapturedContext.KEY, served.captured()));
  }

  private static void echo(ServedRequest served, ServerHttpResponse response) {
    HttpHeaders headers = response.getHeaders();
    served.echo(headers::getValuesAsList, headers::set); // both are the same in Spring 6 and 7
  }

  private static void commit(ServedRequest served, ServerHttpResponse response) {
    echo(served, response);
    status(served, response);
  }

  private static void status(ServedRequest served, ServerHttpResponse response) {
    HttpStatusCode status = response.getStatusCode();
    served.status(status == null ? 200 : status.value());
  }

  private static void end(ServerWebExchange exchange, ServedRequest served, SignalType signal) {
    Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    served.route(pattern == null ? null : pattern.toString());
    if (signal == SignalType.ON_COMPLETE && !exchange.getResponse().isCommitted()) {
      status(served, exchange.getResponse());
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
    return ServedRequest.begin(
        IncomingRequest.of(
            sent.getMethod().name(),
            request.getPath().value(),
            headers(sent),
            sent.getRemoteAddress(),
            () -> certificate(sent)));
  }

  private static @Nullable X509Certificate certificate(ServerHttpRequest request) {
    SslInfo tls = request.getSslInfo();
    X509Certificate[] chain = tls == null ? null : tls.getPeerCertificates();
    return chain == null || chain.length == 0 ? null : chain[0];
  }

  /**
   * Spring 7's headers are no map any more: of all ways to their lines, only this is in 6 as well.
   */
  private static IncomingHeaders headers(ServerHttpRequest request) {
    Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.getHeaders().forEach(lines::put);
    return lines::get;
  }
}
