package dev.throughline.collector.query;

import dev.throughline.collector.http.JsonAnswer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the process lives ({@code /health/live}) and whether it should be sent anything ({@code
 * /health/ready}, 503 with the reasons when not).
 */
public final class Health {
  private final List<Supplier<@Nullable String>> obstacles;
  private volatile boolean stopping;

  /**
   * @param obstacles each says what is in the way, or null
   */
  public Health(List<Supplier<@Nullable String>> obstacles) {
    this.obstacles = List.copyOf(obstacles);
  }

  /** From now on it is not ready. */
  public void stopping() {
    stopping = true;
  }

  void addTo(RoutesConfig routes) {
    routes.get(
        "/health/live",
        request -> JsonAnswer.send(request, json -> json.writeStringProperty("status", "live")));
    routes.get("/health/ready", this::ready);
  }

  private void ready(Context request) {
    List<String> reasons =
        stopping
            ? List.of("stopping")
            : obstacles.stream().map(Supplier::get).filter(Objects::nonNull).toList();
    JsonAnswer.send(
        request.status(reasons.isEmpty() ? 200 : 503),
        json -> {
          json.writeStringProperty("status", reasons.isEmpty() ? "ready" : "not ready");
          json.writeArrayPropertyStart("reasons");
          reasons.forEach(json::writeString);
          json.writeEndArray();
        });
  }
}
