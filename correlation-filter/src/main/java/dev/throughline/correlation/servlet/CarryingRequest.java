package dev.throughline.correlation.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose {@link AsyncContext} takes the ids along to the container's threads. */
final class CarryingRequest extends HttpServletRequestWrapper {
  CarryingRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public AsyncContext startAsync() {
    LastLines.leave(this);
    return new CarryingAsyncContext(super.startAsync());
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    LastLines.leave(this);
    return new CarryingAsyncContext(super.startAsync(request, response));
  }

  @Override
  public AsyncContext getAsyncContext() {
    return new CarryingAsyncContext(super.getAsyncContext());
  }
}
