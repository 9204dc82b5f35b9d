package dev.throughline.correlation.matrix;

import dev.throughline.correlation.javalin.CorrelationPlugin;
import dev.throughline.correlation.servlet.JettyShop;
import io.javalin.Javalin;

/** Javalin, answering with futures. */
record JavalinServer(Javalin app) implements ServerUnderTest {
  static JavalinServer start(Application application, Runnable probe) {
    Javalin app =
        Javalin.create(
            config -> {
              config.registerPlugin(new CorrelationPlugin());
              config.startup.showJavalinBanner = false;
              config.jetty.modifyServer(server -> server.insertHandler(new JettyShop.Probe(probe)));
              config.routes.get(
                  "/{way}/{client}/{handOver}/{number}",
                  ctx ->
                      ctx.future(
                          () ->
                              application
                                  .serve(path(ctx), Host.PLAIN)
                                  .thenAccept(ctx::result)
                                  .toCompletableFuture()));
            });
    return new JavalinServer(app.start("127.0.0.1", 0));
  }

  private static String path(io.javalin.http.Context ctx) {
    return "/plain/"
        + String.join(
            "/", ctx.pathParam("client"), ctx.pathParam("handOver"), ctx.pathParam("number"));
  }

  @Override
  public int port() {
    return app.port();
  }

  @Override
  public void close() {
    app.stop();
  }
}
