package dev.throughline.correlation.okhttp;

import dev.throughline.correlation.request.CapturedContext;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * OkHttp 4 and 5, for {@code enqueue} as well as {@code execute}: {@code Call.Factory calls = new
 * CorrelationCallFactory(client)}. Each call has the ids of the thread that made it, and so has its
 * callback, however long OkHttp lets it wait. A wrapped dispatcher executor would not do: a call
 * that waits for its turn is started by the thread of the call that ended, with that one's ids.
 * Thread-safe.
 */
public final class CorrelationCallFactory implements Call.Factory {
  private final OkHttpClient client;

  /** Shares the client's connections and dispatcher. */
  public CorrelationCallFactory(OkHttpClient client) {
    OkHttpClient.Builder builder = client.newBuilder();
    builder.interceptors().removeIf(CorrelationInterceptor.class::isInstance);
    builder.networkInterceptors().removeIf(CorrelationInterceptor.class::isInstance);
    CorrelationInterceptor interceptor = new CorrelationInterceptor();
    this.client = builder.addInterceptor(interceptor).addNetworkInterceptor(interceptor).build();
  }

  @Override
  public Call newCall(Request request) {
    CapturedContext ids = CapturedContext.now();
    Request carrying = request.newBuilder().tag(CapturedContext.class, ids).build();
    return new CarryingCall(client.newCall(carrying), ids);
  }
}
