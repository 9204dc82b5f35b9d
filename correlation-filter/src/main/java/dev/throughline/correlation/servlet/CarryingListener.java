package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.CapturedContext;
import dev.throughline.correlation.request.CorrelationScope;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;

/** A listener of the application's, which the container calls on a thread that knows no request. */
record CarryingListener(AsyncListener delegate, CapturedContext ids) implements AsyncListener {
  CarryingListener(AsyncListener delegate) {
    this(delegate, CapturedContext.now());
  }

  @Override
  public void onComplete(AsyncEvent event) throws IOException {
    try (CorrelationScope scope = ids.activate()) {
      delegate.onComplete(event);
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) throws IOException {
    try (CorrelationScope scope = ids.activate()) {
      delegate.onTimeout(event);
    }
  }

  @Override
  public void onError(AsyncEvent event) throws IOException {
    try (CorrelationScope scope = ids.activate()) {
      delegate.onError(event);
    }
  }

  /** Here a listener adds itself to the context it is given. */
  @Override
  public void onStartAsync(AsyncEvent event) throws IOException {
    try (CorrelationScope scope = ids.activate()) {
      delegate.onStartAsync(
          new AsyncEvent(
              new CarryingAsyncContext(event.getAsyncContext()),
              event.getSuppliedRequest(),
              event.getSuppliedResponse(),
              event.getThrowable()));
    }
  }
}
