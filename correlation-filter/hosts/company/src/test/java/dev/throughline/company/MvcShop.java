package dev.throughline.company;

import dev.throughline.correlation.Correlation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Spring MVC with tracing as Spring Boot sets it up. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class MvcShop {
  private final Tracer tracer;
  private final RestClient client;

  MvcShop(Tracer tracer, RestClient.Builder client) {
    this.tracer = tracer;
    this.client = client.build();
  }

  @GetMapping("/ids")
  String ids() {
    Correlation.user("alice");
    return Seen.by(tracer);
  }

  @GetMapping("/nested")
  String nested() {
    Span nested = tracer.nextSpan().name("packing").start();
    try (Tracer.SpanInScope scope = tracer.withSpan(nested)) {
      return Seen.by(tracer);
    } finally {
      nested.end();
    }
  }

  @GetMapping("/elsewhere")
  Callable<String> elsewhere() {
    return () -> Seen.by(tracer);
  }

  @GetMapping("/through")
  String through(@RequestParam String url) {
    Correlation.user("alice");
    return String.valueOf(client.get().uri(url).retrieve().body(String.class));
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
