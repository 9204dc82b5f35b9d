package dev.throughline.correlation.lines;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.UserEvents;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.LogDelivery;
import dev.throughline.correlation.request.ServedRequest;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request between two lines of nobody's; knows SLF4J, and nothing of what is behind it. */
public final class LoggingApplication {
  /** How many lines must have been sent before it may end; a property, 0 if absent. */
  public static final String AWAIT_SENT = "await.sent";

  /** Logs, and ends. */
  public static void main(String[] args) {
    Logger log = LoggerFactory.getLogger("shop");
    log.info("outside");
    try (ServedRequest request =
            Correlation.serve(
                "GET",
                "/",
                Map.of("X-Correlation-ID", List.of("c-1"))::get,
                new InetSocketAddress("127.0.0.1", 1));
        CorrelationScope scope = request.activate()) {
      log.info("inside\nforged line");
      Correlation.user("alice");
      UserEvents.emit("ItemAddedToCart", Map.of("sku", "4711", "count", 2, "level", "fake"));
      log.warn("no {}", "stock", new IllegalStateException("out of stock"));
    }
    log.info("after");
    while (LogDelivery.sent() < Integer.getInteger(AWAIT_SENT, 0)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private LoggingApplication() {}
}
