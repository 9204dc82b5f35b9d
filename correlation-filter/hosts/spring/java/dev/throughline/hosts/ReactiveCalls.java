package dev.throughline.hosts;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Spring MVC with {@code WebClient}: the second call begins on the thread that ends the first. */
@RestController
class ReactiveCalls {
  private final WebClient client;

  ReactiveCalls(WebClient.Builder client) {
    this.client = client.build();
  }

  @GetMapping("/blocked")
  @Nullable String blocked(@RequestParam String url) {
    return twice(url).block();
  }

  @GetMapping("/returned")
  Mono<String> returned(@RequestParam String url) {
    return twice(url);
  }

  private Mono<String> twice(String url) {
    return call(url).flatMap(first -> call(url).map(second -> first + ", " + second));
  }

  private Mono<String> call(String url) {
    return client.get().uri(url).retrieve().bodyToMono(String.class);
  }
}
