package dev.throughline.stores.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Cancellable;
import co.elastic.clients.transport.rest5_client.low_level.HttpAsyncResponseConsumerFactory.BasicAsyncResponseConsumerFactory;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.ResponseListener;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import co.elastic.clients.transport.rest5_client.low_level.WarningsHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The only class that knows the client. It sends bytes and gives back what came of it as a value:
 * at most 64 MB of an answer, for at most 60 seconds, and never from where a redirect points to.
 * Thread-safe.
 */
final class Connection implements AutoCloseable {
  /** The most of an answer that is read. */
  static final int MOST_BYTES = 64 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final ContentType JSON = ContentType.APPLICATION_JSON;
  private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

  private final Rest5Client client;
  private final Duration patience;
  private final Troubles troubles;
  private final boolean gzip;
  private final Set<Cancellable> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;
  private volatile boolean gaveUp;

  private Connection(Rest5Client client, ElasticsearchOptions options, Duration patience) {
    this.client = client;
    this.patience = patience;
    this.troubles = new Troubles(options);
    this.gzip = options.gzip();
  }

  /**
   * @throws IllegalArgumentException when the file of trusted certificates has none
   */
  static Connection to(ElasticsearchOptions options) {
    return to(options, PATIENCE);
  }

  static Connection to(ElasticsearchOptions options, Duration patience) {
    Rest5ClientBuilder builder =
        Rest5Client.builder(options.nodes().toArray(URI[]::new))
            .setDefaultHeaders(headers(options))
            .setConnectionConfigCallback(
                config ->
                    config
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setSocketTimeout(Timeout.of(patience)))
            .setRequestConfigCallback(config -> config.setResponseTimeout(Timeout.of(patience)))
            .setHttpClientConfigCallback(
                http ->
                    http.disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableContentCompression());
    Trust.of(options)
        .ifPresent(
            trust -> {
              builder.setSSLContext(trust);
              if (options.insecure()) {
                builder.setConnectionManagerCallback(
                    manager ->
                        manager.setTlsStrategy(
                            new DefaultClientTlsStrategy(
                                trust,
                                HostnameVerificationPolicy.CLIENT,
                                NoopHostnameVerifier.INSTANCE)));
              }
            });
    return new Connection(builder.build(), options, patience);
  }

  private static Header[] headers(ElasticsearchOptions options) {
    Login login = options.login();
    return login == null
        ? new Header[0]
        : new Header[] {new BasicHeader("Authorization", login.header())};
  }

  /** Sends a request with a JSON body or none. */
  Reply send(String method, String path, Map<String, String> parameters, byte @Nullable [] body) {
    Request request = request(method, path, parameters);
    if (body != null) {
      request.setEntity(new ByteArrayEntity(body, JSON));
    }
    return send(request);
  }

  /** Sends what tidies up, also after {@link #cancel}; its answer interests nobody. */
  void tidy(String method, String path, byte[] body) {
    Request request = request(method, path, Map.of());
    request.setEntity(new ByteArrayEntity(body, JSON));
    exchange(request, true);
  }

  /** Sends lines of JSON. */
  Reply sendLines(String path, Map<String, String> parameters, byte[] lines) {
    Request request = request("POST", path, parameters);
    request.setEntity(
        gzip
            ? new ByteArrayEntity(compressed(lines), NDJSON, "gzip")
            : new ByteArrayEntity(lines, NDJSON));
    return send(request);
  }

  private static Request request(String method, String path, Map<String, String> parameters) {
    Request request = new Request(method, path);
    parameters.forEach(request::addParameter);
    RequestOptions.Builder options = RequestOptions.DEFAULT.toBuilder();
    options.setHttpAsyncResponseConsumerFactory(new BasicAsyncResponseConsumerFactory(MOST_BYTES));
    options.setWarningsHandler(WarningsHandler.PERMISSIVE);
    request.setOptions(options);
    return request;
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private Reply send(Request request) {
    return cancelled ? troubles.cancelled() : exchange(request, false);
  }

  private Reply exchange(Request request, boolean alsoAfterCancel) {
    CompletableFuture<Response> future = new CompletableFuture<>();
    Cancellable exchange = client.performRequestAsync(request, completing(future));
    underWay.add(exchange);
    if (cancelled && !alsoAfterCancel) {
      // Cancelled between its start and its being known to be under way.
      gaveUp = true;
      exchange.cancel();
    }
    try {
      return answer(future.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      gaveUp = true;
      exchange.cancel();
      return troubles.late(patience);
    } catch (InterruptedException e) {
      exchange.cancel();
      Thread.currentThread().interrupt();
      return troubles.cancelled();
    } catch (CancellationException e) {
      return troubles.cancelled();
    } catch (ExecutionException e) {
      return failure(e.getCause());
    } catch (IOException e) {
      return troubles.of(e);
    } finally {
      underWay.remove(exchange);
    }
  }

  private Reply failure(@Nullable Throwable cause) {
    if (cancelled) {
      return troubles.cancelled();
    }
    if (cause instanceof ResponseException answered) {
      try {
        return answer(answered.getResponse());
      } catch (IOException e) {
        return troubles.of(e);
      }
    }
    return troubles.of(cause);
  }

  private static ResponseListener completing(CompletableFuture<Response> future) {
    return new ResponseListener() {
      @Override
      public void onSuccess(Response response) {
        future.complete(response);
      }

      @Override
      public void onFailure(Exception exception) {
        future.completeExceptionally(exception);
      }
    };
  }

  private static Reply.Answer answer(Response response) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] body = new byte[0];
    if (entity != null) {
      try (InputStream in = entity.getContent()) {
        body = in.readNBytes(MOST_BYTES);
      }
    }
    return new Reply.Answer(
        response.getStatusCode(),
        body,
        RetryAfter.of(response.getHeader("Retry-After")),
        response.getHeader("Location"));
  }

  /** Ends every request that is under way, and refuses new ones. */
  void cancel() {
    cancelled = true;
    if (!underWay.isEmpty()) {
      gaveUp = true;
    }
    underWay.forEach(Cancellable::cancel);
  }

  /** In order, or at once when an answer was given up: the client would wait for it. */
  @Override
  public void close() {
    try {
      if (gaveUp && client.getHttpClient() instanceof ModalCloseable http) {
        http.close(CloseMode.IMMEDIATE);
      } else {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
