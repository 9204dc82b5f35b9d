package dev.throughline.correlation.apache;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.OutgoingCall;
import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.jspecify.annotations.Nullable;

/** Ends the call with its exchange; what it passes on runs with the caller's ids. */
record CarryingCallback(OutgoingCall call, CapturedContext ids, AsyncExecCallback delegate)
    implements AsyncExecCallback {
  @Override
  public @Nullable AsyncDataConsumer handleResponse(
      HttpResponse response, @Nullable EntityDetails body) throws HttpException, IOException {
    call.status(response.getCode());
    try (CorrelationScope scope = ids.activate()) {
      return delegate.handleResponse(response, body);
    }
  }

  @Override
  public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
    delegate.handleInformationResponse(response);
  }

  @Override
  public void completed() {
    call.close();
    try (CorrelationScope scope = ids.activate()) {
      delegate.completed();
    }
  }

  @Override
  public void failed(Exception cause) {
    call.failed(cause);
    call.close();
    try (CorrelationScope scope = ids.activate()) {
      delegate.failed(cause);
    }
  }
}
