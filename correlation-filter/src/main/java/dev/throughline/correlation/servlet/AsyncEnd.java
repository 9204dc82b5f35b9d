package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.ServedRequest;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeoutException;

/** Ends a request where its asynchronous processing ends. */
final class AsyncEnd implements AsyncListener {
  private final ServedRequest served;
  private final HttpServletResponse response;
  private volatile boolean timedOut;

  AsyncEnd(ServedRequest served, HttpServletResponse response) {
    this.served = served;
    this.response = response;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    int status = response.getStatus();
    served.status(status);
    if (timedOut && status >= 500) {
      served.failed(new TimeoutException("asynchronous request timed out"));
    }
    served.close();
  }

  /** Not a failure yet: a long poll without news ends so, and is answered. */
  @Override
  public void onTimeout(AsyncEvent event) {
    timedOut = true;
  }

  @Override
  public void onError(AsyncEvent event) {
    served.failed(event.getThrowable());
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Another cycle begins in a dispatch, at whose end the filter adds a listener of its own.
  }
}
