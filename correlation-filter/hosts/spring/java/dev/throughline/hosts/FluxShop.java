package dev.throughline.hosts;

import static org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder.withSecretKey;

import dev.throughline.correlation.Correlation;
import java.security.Principal;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Spring WebFlux on Reactor Netty. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(FluxShop.Pages.class)
class FluxShop {
  static final Logger log = LoggerFactory.getLogger(FluxShop.class);

  @Bean
  SecurityWebFilterChain security(ServerHttpSecurity http) {
    return http.authorizeExchange(
            exchanges -> exchanges.pathMatchers("/me").authenticated().anyExchange().permitAll())
        .httpBasic(Customizer.withDefaults())
        .anonymous(Customizer.withDefaults())
        .oauth2ResourceServer(
            tokens -> tokens.jwt(jwt -> jwt.jwtDecoder(withSecretKey(Tokens.KEY).build())))
        .build();
  }

  @Bean
  MapReactiveUserDetailsService users() {
    return new MapReactiveUserDetailsService(
        User.withUsername("alice").password("{noop}wonder").roles("USER").build());
  }

  /** Looks at every failure before Spring Boot's own handler answers it. */
  @Bean
  @Order(-2)
  WebExceptionHandler failures() {
    return (exchange, failure) -> {
      log.info("{} failed", exchange.getRequest().getPath());
      return Mono.error(failure);
    };
  }

  /** Hides from the application what gateways say. */
  @Bean
  @ConditionalOnProperty("shop.forwarded.hidden")
  ForwardedHeaderTransformer forwardedHeaderTransformer() {
    ForwardedHeaderTransformer hiding = new ForwardedHeaderTransformer();
    hiding.setRemoveOnly(true);
    return hiding;
  }

  @RestController
  static class Pages {
    private final WebClient client;

    Pages(WebClient.Builder client) {
      this.client = client.build();
    }

    @GetMapping("/ids")
    Mono<String> ids() {
      return Mono.fromSupplier(Pages::mdc);
    }

    @GetMapping("/elsewhere")
    Mono<String> elsewhere() {
      return Mono.fromSupplier(() -> "")
          .publishOn(Schedulers.boundedElastic())
          .map(before -> before + mdc())
          .subscribeOn(Schedulers.parallel());
    }

    /** Suspended between each two elements, which come on timer threads. */
    @GetMapping("/suspended")
    Mono<String> suspended() {
      return Flux.range(0, 5)
          .delayElements(Duration.ofMillis(1))
          .map(i -> mdc())
          .distinct()
          .reduce((a, b) -> a + ", then " + b);
    }

    @GetMapping("/me")
    Mono<String> me(Principal principal) {
      return Mono.delay(Duration.ofMillis(1))
          .map(
              tick -> {
                log.info("{} looks at the account", principal.getName());
                return mdc();
              });
    }

    @GetMapping("/throw")
    Mono<String> fail() {
      return Mono.error(new IllegalStateException("out of stock"));
    }

    @GetMapping("/session")
    Mono<String> session(WebSession session) {
      session.getAttributes().put("cart", "teapot");
      return Mono.fromSupplier(() -> String.valueOf(MDC.get("session_id")));
    }

    @GetMapping("/stock")
    @CrossOrigin(
        origins = "https://shop.example",
        allowedHeaders = {"content-type", "authorization"},
        exposedHeaders = "X-Total-Count")
    String stock() {
      return "4711";
    }

    @GetMapping("/headers")
    String headers(@RequestHeader HttpHeaders headers) {
      return headers.toString();
    }

    @GetMapping("/web-client")
    Mono<String> webClient(@RequestParam String url) {
      Correlation.user("alice");
      return client.get().uri(url).retrieve().bodyToMono(String.class);
    }

    private static String mdc() {
      return MDC.get("correlation_id") + " " + MDC.get("user_id") + " " + MDC.get("trace_id");
    }
  }
}
