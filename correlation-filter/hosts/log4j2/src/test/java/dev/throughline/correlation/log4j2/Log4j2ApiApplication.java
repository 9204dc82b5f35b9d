package dev.throughline.correlation.log4j2;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** As the other one, by Log4j2's own API; an event is a message with fields. */
public final class Log4j2ApiApplication {
  /** Logs, and ends. */
  public static void main(String[] args) {
    Logger log = LogManager.getLogger("shop");
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
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("event_name", "ItemAddedToCart");
      fields.put("log.record.uid", "0".repeat(31) + "1");
      fields.put("sku", "4711");
      fields.put("count", 2);
      fields.put("event.level", "fake");
      log.info(new FieldsMessage("ItemAddedToCart", fields));
      log.warn("no {}", "stock", new IllegalStateException("out of stock"));
    }
    log.info("after");
  }

  private Log4j2ApiApplication() {}
}
