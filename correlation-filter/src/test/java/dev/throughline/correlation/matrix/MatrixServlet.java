package dev.throughline.correlation.matrix;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The application as a servlet: blocking, but where the container's own threads are wanted. */
final class MatrixServlet extends HttpServlet {
  /** The ways there are to get to an answer in a servlet container. */
  static final String[] WAYS = {"plain", "forward", "include", "dispatch", "reset"};

  private final transient Application application;

  MatrixServlet(Application application) {
    this.application = application;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String path = request.getRequestURI();
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      return; // the error page: nothing to say
    }
    boolean arrived = request.getDispatcherType() != DispatcherType.REQUEST;
    String way = arrived ? "plain" : path.split("/", -1)[1];
    String target = path.replace("/" + way + "/", "/plain/");
    switch (way) {
      case "forward" -> request.getRequestDispatcher(target).forward(request, response);
      case "include" -> request.getRequestDispatcher(target).include(request, response);
      case "dispatch" -> request.startAsync().dispatch(target);
      case "reset" -> {
        response.reset();
        answer(path, request, response);
      }
      default -> answer(path, request, response);
    }
  }

  private void answer(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!path.contains("/" + HandOvers.ASYNC_CONTEXT + "/")) {
      try {
        response
            .getWriter()
            .print(application.serve(path, Host.PLAIN).toCompletableFuture().join());
      } catch (CompletionException e) {
        throw new IllegalStateException("failed, as it should", e);
      }
      return;
    }
    AsyncContext async = request.startAsync();
    var unused =
        application
            .serve(path, async::start)
            .whenComplete((answer, failure) -> end(async, answer, failure));
  }

  private static void end(
      AsyncContext async, @Nullable String answer, @Nullable Throwable failure) {
    HttpServletResponse response = (HttpServletResponse) async.getResponse();
    try {
      if (failure != null) {
        response.sendError(500);
      } else {
        response.getWriter().print(answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      async.complete();
    }
  }
}
