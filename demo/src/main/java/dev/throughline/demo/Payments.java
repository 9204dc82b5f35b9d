package dev.throughline.demo;

import dev.throughline.correlation.javalin.CorrelationPlugin;
import io.javalin.Javalin;
import java.time.Clock;

/** The service {@code payments}: Javalin. */
public final class Payments {
  private Payments() {}

  public static void main(String[] args) throws Exception {
    ServiceProcess.run("payments", Payments::start);
  }

  private static Server start(Settings settings) {
    Cashier cashier = new Cashier(new CardProcessor(Clock.systemUTC()));
    Javalin javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.registerPlugin(new CorrelationPlugin());
                  config.routes.post("/payments", cashier::charge);
                  config.routes.exception(Json.Unreadable.class, cashier::cannotRead);
                  config.routes.get("/customers/{user}/standing", cashier::standing);
                })
            .start(settings.bindAddress(), settings.port());
    return new Server() {
      @Override
      public int port() {
        return javalin.port();
      }

      @Override
      public void stop() {
        javalin.stop();
      }
    };
  }
}
