package dev.throughline.correlation.http;

import dev.throughline.correlation.request.OutgoingCall;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A {@code java.net.http.HttpClient} whose calls carry the current ids and are client spans.
 * Headers that the application has set itself stay as they are. As thread-safe as the client it
 * wraps.
 */
public final class CorrelatedHttpClient extends HttpClient {
  private final HttpClient delegate;

  public CorrelatedHttpClient(HttpClient delegate) {
    this.delegate = delegate;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    try (OutgoingCall call = begin(request)) {
      try {
        HttpResponse<T> response = delegate.send(carrying(call, request), handler);
        call.status(response.statusCode());
        return response;
      } catch (IOException | InterruptedException | RuntimeException e) {
        call.failed(e);
        throw e;
      }
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return exchange(request, carrying -> delegate.sendAsync(carrying, handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
    return exchange(request, carrying -> delegate.sendAsync(carrying, handler, pushes));
  }

  private static <T> CompletableFuture<HttpResponse<T>> exchange(
      HttpRequest request, Function<HttpRequest, CompletableFuture<HttpResponse<T>>> client) {
    OutgoingCall call = begin(request);
    try {
      return ended(call, client.apply(carrying(call, request)));
    } catch (RuntimeException e) { // a request that the client refuses at once
      call.failed(e);
      call.close();
      throw e;
    }
  }

  private static OutgoingCall begin(HttpRequest request) {
    return OutgoingCall.begin(request.method(), request.uri(), request.headers()::allValues);
  }

  private static HttpRequest carrying(OutgoingCall call, HttpRequest request) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(request, (name, value) -> true);
    call.headers().forEach(builder::setHeader);
    return builder.build();
  }

  /** The client's own future, not a dependent one: cancelling it must still cancel the exchange. */
  private static <T> CompletableFuture<HttpResponse<T>> ended(
      OutgoingCall call, CompletableFuture<HttpResponse<T>> exchange) {
    var unused =
        exchange.whenComplete(
            (response, failure) -> {
              if (response != null) {
                call.status(response.statusCode());
              }
              call.failed(failure);
              call.close();
            });
    return exchange;
  }

  /** Closes the client where there is something to close: from Java 21 on, where this overrides. */
  @SuppressWarnings("MissingOverride") // not in the Java 17 that this is compiled for
  public void close() {
    if (delegate instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) { // a client of somebody's own; HttpClient.close() throws none
        throw new IllegalStateException("closing " + delegate, e);
      }
    }
  }

  /** As the client's own, from Java 21 on; before, nothing. */
  @SuppressWarnings("MissingOverride") // see close()
  public void shutdown() {
    Ending.SHUTDOWN.of(delegate);
  }

  /** As the client's own, from Java 21 on; before, nothing. */
  @SuppressWarnings("MissingOverride") // see close()
  public void shutdownNow() {
    Ending.SHUTDOWN_NOW.of(delegate);
  }

  /** As the client's own, from Java 21 on; before, true at once. */
  @SuppressWarnings("MissingOverride") // see close()
  public boolean awaitTermination(Duration atMost) throws InterruptedException {
    return Ending.awaited(delegate, atMost);
  }

  /** As the client's own, from Java 21 on; before, false. */
  @SuppressWarnings("MissingOverride") // see close()
  public boolean isTerminated() {
    return Boolean.TRUE.equals(Ending.IS_TERMINATED.of(delegate));
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return delegate.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return delegate.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return delegate.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return delegate.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return delegate.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return delegate.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return delegate.authenticator();
  }

  @Override
  public Version version() {
    return delegate.version();
  }

  @Override
  public Optional<Executor> executor() {
    return delegate.executor();
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return delegate.newWebSocketBuilder();
  }
}
