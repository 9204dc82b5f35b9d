package dev.throughline.company;

import dev.throughline.correlation.Correlation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Spring WebFlux with tracing as Spring Boot sets it up. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class FluxShop {
  private final Tracer tracer;
  private final WebClient client;

  FluxShop(Tracer tracer, WebClient.Builder client) {
    this.tracer = tracer;
    this.client = client.build();
  }

  @GetMapping("/ids")
  Mono<String> ids() {
    return Mono.fromSupplier(
        () -> {
          Correlation.user("alice");
          return Seen.by(tracer);
        });
  }

  @GetMapping("/elsewhere")
  Mono<String> elsewhere() {
    return Mono.delay(Duration.ofMillis(1))
        .publishOn(Schedulers.boundedElastic())
        .map(tick -> Seen.by(tracer));
  }

  @GetMapping("/nested")
  Mono<String> nested() {
    return Mono.fromSupplier(
        () -> {
          Span nested = tracer.nextSpan().name("packing").start();
          try (Tracer.SpanInScope scope = tracer.withSpan(nested)) {
            return Seen.by(tracer);
          } finally {
            nested.end();
          }
        });
  }

  @GetMapping("/through")
  Mono<String> through(@RequestParam String url) {
    return Mono.fromRunnable(() -> Correlation.user("alice"))
        .then(Mono.defer(() -> client.get().uri(url).retrieve().bodyToMono(String.class)));
  }

  @GetMapping("/headers")
  String headers(@RequestHeader HttpHeaders headers) {
    return headers.headerSet().stream()
        .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + "=" + value))
        .map(line -> line.toLowerCase(java.util.Locale.ROOT))
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
