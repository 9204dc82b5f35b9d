package dev.throughline.hosts;

import dev.throughline.correlation.Correlation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskDecorator;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Spring MVC with what an application has of threads, clients and security. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
@EnableScheduling
@Import({MvcShop.Work.class, MvcShop.Pages.class, ReactiveCalls.class})
class MvcShop {
  static final Logger log = LoggerFactory.getLogger(MvcShop.class);

  @Bean
  RestTemplate restTemplate() {
    return new RestTemplate();
  }

  /** The application's own: it must go on working. */
  @Bean
  TaskDecorator tenants() {
    return task ->
        () -> {
          MDC.put("tenant", "t-1");
          try {
            task.run();
          } finally {
            MDC.remove("tenant");
          }
        };
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/me")
                    .authenticated()
                    .requestMatchers("/back-office")
                    .hasRole("CLERK")
                    .anyRequest()
                    .permitAll())
        .httpBasic(Customizer.withDefaults())
        .formLogin(form -> form.successHandler((request, response, who) -> log.info("come in")))
        .csrf(csrf -> csrf.disable())
        .exceptionHandling(
            refused ->
                refused
                    .authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED))
                    .accessDeniedHandler(MvcShop::refuse))
        .build();
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    log.info("no entry");
    response.sendError(403);
  }

  @Bean
  UserDetailsService users() {
    return new InMemoryUserDetailsManager(
        User.withUsername("alice").password("{noop}wonder").roles("USER").build());
  }

  static class Work {
    @Async
    public CompletableFuture<String> pack(String what) {
      log.info("packing {}", what);
      return CompletableFuture.completedFuture("packed");
    }

    @Scheduled(fixedDelay = 20)
    public void sweep() {
      log.info("swept");
    }
  }

  @RestController
  static class Pages {
    private final Work work;
    private final RestClient client;
    private final RestTemplate template;
    private final RestTemplate built;
    private final Executor executor;

    Pages(
        Work work,
        RestClient.Builder client,
        RestTemplate template,
        @Qualifier("restTemplateBuilder") Object builder,
        @Qualifier("applicationTaskExecutor") Executor executor) {
      this.work = work;
      this.client = client.build();
      this.template = template;
      this.built = build(builder);
      this.executor = executor;
    }

    /** By reflection: Spring Boot 4 has the builder in another package. */
    private static RestTemplate build(Object builder) {
      try {
        return (RestTemplate) builder.getClass().getMethod("build").invoke(builder);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    @GetMapping("/ids")
    String ids() {
      return MDC.get("correlation_id") + " " + MDC.get("user_id") + " " + MDC.get("trace_id");
    }

    @GetMapping("/me")
    String me(Principal principal) {
      log.info("{} looks at the account", principal.getName());
      return ids();
    }

    @GetMapping("/throw")
    String fail() {
      throw new IllegalStateException("out of stock");
    }

    @GetMapping("/rest-client")
    @Nullable String restClient(@RequestParam String url) {
      Correlation.user("alice");
      return client.get().uri(url).retrieve().body(String.class);
    }

    @GetMapping("/rest-template")
    @Nullable String restTemplate(@RequestParam String url) {
      Correlation.user("alice");
      return template.getForObject(url, String.class);
    }

    @GetMapping("/built-template")
    @Nullable String builtTemplate(@RequestParam String url) {
      Correlation.user("alice");
      return built.getForObject(url, String.class);
    }

    @GetMapping("/async")
    CompletableFuture<String> async(@RequestParam String what) {
      return work.pack(what);
    }

    @GetMapping("/future")
    CompletableFuture<String> future() {
      return CompletableFuture.supplyAsync(this::ids, executor);
    }

    @GetMapping("/callable")
    Callable<String> callable() {
      return this::ids;
    }

    @GetMapping("/task")
    WebAsyncTask<String> task() {
      return new WebAsyncTask<>(120_000L, this::ids);
    }

    @GetMapping("/deferred")
    DeferredResult<String> deferred() {
      DeferredResult<String> result = new DeferredResult<>(120_000L);
      executor.execute(() -> result.setResult(ids()));
      return result;
    }

    @GetMapping("/streamed")
    StreamingResponseBody streamed() {
      return out -> out.write(ids().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
