package dev.throughline.correlation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.matrix.Peer;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class OkHttpTest {
  private final LinkedBlockingQueue<Headers> received = new LinkedBlockingQueue<>();

  /** OkHttp starts a call that waited on the thread of the call that ended. */
  @Test
  void aCallThatWaitsKeepsItsCallersIds() throws Exception {
    CountDownLatch bothMade = new CountDownLatch(1);
    try (Peer peer = Peer.start((path, headers) -> answer(bothMade, headers))) {
      Dispatcher dispatcher = new Dispatcher();
      dispatcher.setMaxRequests(1);
      Call.Factory calls = new CorrelationCallFactory(Peer.okHttp().dispatcher(dispatcher).build());
      CompletableFuture<String> first = enqueue(calls, peer, "c-1");
      CompletableFuture<String> second = enqueue(calls, peer, "c-2");
      bothMade.countDown();
      assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo("c-1");
      assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo("c-2");
      assertThat(received.take().get("X-Correlation-ID")).containsExactly("c-1");
      assertThat(received.take().get("X-Correlation-ID")).containsExactly("c-2");
    }
  }

  @Test
  void aCallMadeTwiceIsStillThatCallers() throws Exception {
    try (Peer peer = Peer.start((path, headers) -> received.add(headers))) {
      Call call;
      try (ServedRequest request = served("c-3");
          CorrelationScope scope = request.activate()) {
        call = new CorrelationCallFactory(Peer.okHttp().build()).newCall(request(peer));
      }
      call.execute().close();
      call.clone().execute().close();
      assertThat(received.take().get("X-Correlation-ID")).containsExactly("c-3");
      assertThat(received.take().get("X-Correlation-ID")).containsExactly("c-3");
    }
  }

  private void answer(CountDownLatch bothMade, Headers headers) {
    received.add(headers);
    try {
      assertThat(bothMade.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Completed with what a log line in the callback would say. */
  private static CompletableFuture<String> enqueue(Call.Factory calls, Peer peer, String id) {
    CompletableFuture<String> inCallback = new CompletableFuture<>();
    try (ServedRequest request = served(id);
        CorrelationScope scope = request.activate()) {
      calls
          .newCall(request(peer))
          .enqueue(
              new Callback() {
                @Override
                public void onResponse(Call call, Response answer) {
                  answer.close();
                  inCallback.complete(String.valueOf(MDC.get("correlation_id")));
                }

                @Override
                public void onFailure(Call call, IOException failure) {
                  inCallback.completeExceptionally(failure);
                }
              });
    }
    return inCallback;
  }

  private static Request request(Peer peer) {
    return new Request.Builder().url(peer.uri().toString()).build();
  }

  private static ServedRequest served(String id) {
    return Correlation.serve(
        "GET",
        "/",
        Map.of("X-Correlation-ID", List.of(id))::get,
        new InetSocketAddress("127.0.0.1", 1));
  }
}
