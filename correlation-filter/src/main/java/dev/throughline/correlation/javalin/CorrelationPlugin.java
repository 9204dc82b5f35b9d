package dev.throughline.correlation.javalin;

import dev.throughline.correlation.servlet.CorrelationInitializer;
import dev.throughline.correlation.servlet.CurrentRequest;
import io.javalin.config.JavalinState;
import io.javalin.plugin.Plugin;

/** Javalin 7: {@code config.registerPlugin(new CorrelationPlugin())}. */
public final class CorrelationPlugin extends Plugin<Void> {
  @Override
  public void onInitialize(JavalinState state) {
    state.jetty.modifyServletContextHandler(
        handler -> handler.addServletContainerInitializer(new CorrelationInitializer()));
    state.routes.after(context -> CurrentRequest.route(context.req(), context.endpoint().path));
  }
}
