package dev.throughline.correlation.matrix;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.apache.CorrelationAsyncExecHandler;
import dev.throughline.correlation.apache.CorrelationExecHandler;
import dev.throughline.correlation.okhttp.CorrelationCallFactory;
import dev.throughline.correlation.okhttp.CorrelationInterceptor;
import dev.throughline.correlation.spring.CorrelationFunction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** The clients, each shared by all requests. */
final class Clients implements AutoCloseable {
  /** Those that hold their thread until the answer is there. */
  static final Set<String> BLOCKING =
      Set.of("HttpClient.send", "OkHttp.execute", "Apache", "RestClient", "RestTemplate");

  private final ExecutorService threads;
  private final HttpClient plain;
  private final OkHttpClient okHttp;
  private final CloseableHttpClient apache;
  private final CloseableHttpAsyncClient apacheAsync;

  Clients(ThreadFactory factory) {
    threads = Executors.newFixedThreadPool(4, factory);
    plain =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMinutes(1))
            .executor(threads)
            .build();
    // As few calls at a time as can be: the others wait, and start on the thread of one that ends.
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequestsPerHost(2);
    okHttp =
        Peer.okHttp().dispatcher(dispatcher).addInterceptor(new CorrelationInterceptor()).build();
    apache =
        HttpClients.custom()
            .addExecInterceptorBefore(
                ChainElement.PROTOCOL.name(), "throughline", new CorrelationExecHandler())
            .build();
    apacheAsync =
        HttpAsyncClients.custom()
            .setThreadFactory(factory)
            .addExecInterceptorBefore(
                ChainElement.PROTOCOL.name(), "throughline", new CorrelationAsyncExecHandler())
            .build();
    apacheAsync.start();
  }

  Map<String, Client> all() {
    HttpClient http = Correlation.wrap(plain);
    Call.Factory calls = new CorrelationCallFactory(okHttp);
    var interceptor = new dev.throughline.correlation.spring.CorrelationInterceptor();
    RestClient rest =
        RestClient.builder()
            .requestFactory(new JdkClientHttpRequestFactory(plain))
            .requestInterceptor(interceptor)
            .build();
    RestTemplate template = new RestTemplate(new JdkClientHttpRequestFactory(plain));
    template.getInterceptors().add(interceptor);
    WebClient web =
        WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector())
            .filter(new CorrelationFunction())
            .build();
    Map<String, Client> all = new LinkedHashMap<>();
    all.put(
        "HttpClient.send", blocking(uri -> status(http.send(get(uri), BodyHandlers.ofString()))));
    all.put(
        "HttpClient.sendAsync",
        uri -> http.sendAsync(get(uri), BodyHandlers.ofString()).thenApply(Clients::status));
    all.put("OkHttp.execute", blocking(uri -> executed(okHttp, uri)));
    all.put("OkHttp.enqueue", uri -> enqueued(calls, uri));
    all.put(
        "Apache",
        blocking(uri -> apache.<Integer>execute(new HttpGet(uri), answer -> answer.getCode())));
    all.put("ApacheAsync", this::apacheAsync);
    all.put("RestClient", blocking(uri -> status(rest, uri)));
    all.put(
        "RestTemplate",
        blocking(uri -> template.getForEntity(uri, String.class).getStatusCode().value()));
    all.put(
        "WebClient",
        uri -> {
          CompletableFuture<Integer> status = new CompletableFuture<>();
          web.get()
              .uri(uri)
              .retrieve()
              .toBodilessEntity()
              .contextCapture() // as Reactor wants it of those who subscribe by hand
              .subscribe(
                  answer -> status.complete(answer.getStatusCode().value()),
                  status::completeExceptionally);
          return status;
        });
    return all;
  }

  @Override
  public void close() throws IOException {
    apache.close();
    apacheAsync.close();
    plain.close();
    okHttp.connectionPool().evictAll();
    threads.shutdown();
  }

  private interface Blocking {
    int call(URI target) throws Exception;
  }

  private static Client blocking(Blocking client) {
    return uri -> {
      Callable<Integer> call = () -> client.call(uri);
      try {
        return CompletableFuture.completedFuture(call.call());
      } catch (Exception e) { // any of theirs: the visit fails with it
        return CompletableFuture.failedFuture(e);
      }
    };
  }

  private static HttpRequest get(URI uri) {
    return HttpRequest.newBuilder(uri).build();
  }

  private static int status(HttpResponse<?> answer) {
    return answer.statusCode();
  }

  private static int status(RestClient client, URI uri) {
    return client.get().uri(uri).retrieve().toBodilessEntity().getStatusCode().value();
  }

  private static int executed(OkHttpClient client, URI uri) throws IOException {
    try (Response answer = client.newCall(request(uri)).execute()) {
      return answer.code();
    }
  }

  private static Request request(URI uri) {
    return new Request.Builder().url(uri.toString()).build();
  }

  private static CompletionStage<Integer> enqueued(Call.Factory calls, URI uri) {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    calls
        .newCall(request(uri))
        .enqueue(
            new Callback() {
              @Override
              public void onResponse(Call call, Response answer) {
                answer.close();
                status.complete(answer.code());
              }

              @Override
              public void onFailure(Call call, IOException failure) {
                status.completeExceptionally(failure);
              }
            });
    return status;
  }

  private CompletionStage<Integer> apacheAsync(URI uri) {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    SimpleHttpRequest request = SimpleRequestBuilder.get(uri).build();
    var unused =
        apacheAsync.execute(
            request,
            new FutureCallback<>() {
              @Override
              public void completed(SimpleHttpResponse answer) {
                status.complete(answer.getCode());
              }

              @Override
              public void failed(Exception failure) {
                status.completeExceptionally(failure);
              }

              @Override
              public void cancelled() {
                status.cancel(false);
              }
            });
    return status;
  }
}
