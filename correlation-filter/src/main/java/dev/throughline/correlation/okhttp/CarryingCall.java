package dev.throughline.correlation.okhttp;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.CorrelationScope;
import java.io.IOException;
import kotlin.jvm.functions.Function0;
import kotlin.reflect.KClass;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** Passes everything on; a callback runs with the ids of the thread that made the call. */
record CarryingCall(Call delegate, CapturedContext ids) implements Call {
  @Override
  public void enqueue(Callback callback) {
    delegate.enqueue(new CarryingCallback(this, callback));
  }

  private record CarryingCallback(CarryingCall call, Callback callback) implements Callback {
    @Override
    public void onResponse(Call exchange, Response response) throws IOException {
      try (CorrelationScope scope = call.ids.activate()) {
        callback.onResponse(call, response);
      }
    }

    @Override
    public void onFailure(Call exchange, IOException failure) {
      try (CorrelationScope scope = call.ids.activate()) {
        callback.onFailure(call, failure);
      }
    }
  }

  @Override
  public Request request() {
    return delegate.request();
  }

  @Override
  public Response execute() throws IOException {
    return delegate.execute();
  }

  @Override
  public void cancel() {
    delegate.cancel();
  }

  @Override
  public boolean isExecuted() {
    return delegate.isExecuted();
  }

  @Override
  public boolean isCanceled() {
    return delegate.isCanceled();
  }

  @Override
  public Timeout timeout() {
    return delegate.timeout();
  }

  @Override
  public void addEventListener(EventListener listener) {
    delegate.addEventListener(listener);
  }

  @Override
  public <T> @Nullable T tag(KClass<T> type) {
    return delegate.tag(type);
  }

  @Override
  public <T> @Nullable T tag(Class<? extends T> type) {
    return delegate.tag(type);
  }

  @Override
  public <T> T tag(KClass<T> type, Function0<? extends T> absent) {
    return delegate.tag(type, absent);
  }

  @Override
  public <T> T tag(Class<T> type, Function0<? extends T> absent) {
    return delegate.tag(type, absent);
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod") // a record around a call is not the call itself
  public Call clone() {
    return new CarryingCall(delegate.clone(), ids);
  }
}
