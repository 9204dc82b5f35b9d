package dev.throughline.correlation.javalin;

import dev.throughline.correlation.servlet.CorrelationInitializer;
import dev.throughline.correlation.servlet.CurrentRequest;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.plugin.Plugin;
import io.javalin.router.Endpoint;

/** Javalin 7: {@code config.registerPlugin(new CorrelationPlugin())}. */
public final class CorrelationPlugin extends Plugin<Void> {
  @Override
  public void onInitialize(JavalinState state) {
    state.jetty.modifyServletContextHandler(
        handler -> handler.addServletContainerInitializer(new CorrelationInitializer()));
    state.routes.after(CorrelationPlugin::nameRoute);
  }

  /** The handler that answered, not this one; none did on a 404. */
  private static void nameRoute(Context context) {
    Endpoint answered = context.endpoints().lastHttpEndpoint();
    if (answered != null) {
      CurrentRequest.route(context.req(), answered.path);
    }
  }
}
