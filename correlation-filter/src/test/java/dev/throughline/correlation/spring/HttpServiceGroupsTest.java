package dev.throughline.correlation.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.matrix.Peer;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

/** Interfaces that Spring 7 makes clients of, with a builder that is no bean. */
class HttpServiceGroupsTest {
  @Test
  void theirClientsCarryTheIdsOn() throws Exception {
    Map<String, List<String>> received = new ConcurrentHashMap<>();
    try (Peer peer =
            Peer.start(
                (path, headers) ->
                    received.put(path, headers.getOrDefault("X-Correlation-ID", List.of())));
        ConfigurableApplicationContext shop =
            new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off", "logging.level.root=WARN")
                .run();
        ServedRequest request = served();
        CorrelationScope scope = request.activate()) {
      shop.getBean(Stock.class).ask(peer.uri().resolve("/stock"));
      shop.getBean(Prices.class).ask(peer.uri().resolve("/prices"));
    }
    assertThat(received)
        .containsEntry("/stock", List.of("c-1"))
        .containsEntry("/prices", List.of("c-1"));
  }

  private static ServedRequest served() {
    return Correlation.serve(
        "GET",
        "/",
        Map.of("X-Correlation-ID", List.of("c-1"))::get,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
  }

  interface Stock {
    @GetExchange
    @Nullable String ask(URI where);
  }

  interface Prices {
    @GetExchange
    @Nullable String ask(URI where);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ImportHttpServices(group = "stock", types = Stock.class)
  @ImportHttpServices(group = "prices", types = Prices.class, clientType = ClientType.WEB_CLIENT)
  static class Shop {}
}
