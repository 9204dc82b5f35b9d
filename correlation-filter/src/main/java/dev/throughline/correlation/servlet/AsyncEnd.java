package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.ServedRequest;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeoutException;

/** Ends a request where its asynchronous processing ends. */
record AsyncEnd(ServedRequest served, HttpServletResponse response) implements AsyncListener {
  @Override
  public void onComplete(AsyncEvent event) {
    served.status(response.getStatus());
    served.close();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    served.failed(new TimeoutException("asynchronous request timed out"));
  }

  @Override
  public void onError(AsyncEvent event) {
    served.failed(event.getThrowable());
  }

  /** A new asynchronous cycle starts without the old one's listeners. */
  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
