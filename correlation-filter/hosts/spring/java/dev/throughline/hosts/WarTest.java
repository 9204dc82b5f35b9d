package dev.throughline.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.servlet.CorrelationInitializer;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.SpringServletContainerInitializer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A Spring Boot application as a war: Tomcat finds our initializer in the jar beside Spring's, in
 * whatever order it reads the jars, and Spring Boot then has filters of the same names.
 */
class WarTest {
  @TempDir Path work;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eitherInitializerMayBeTheFirst(boolean ours) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(work.toString());
    tomcat.setPort(0);
    StandardContext war = (StandardContext) tomcat.addContext("", work.toString());
    war.setClearReferencesThreadLocals(false); // a search for leaks that wants the JDK opened up
    war.setClearReferencesRmiTargets(false);
    if (ours) {
      war.addServletContainerInitializer(new CorrelationInitializer(), Set.of());
    }
    ServletContainerInitializer springs = new SpringServletContainerInitializer();
    war.addServletContainerInitializer(springs, Set.of(War.class));
    if (!ours) {
      war.addServletContainerInitializer(new CorrelationInitializer(), Set.of());
    }
    tomcat.start();
    try {
      check(tomcat.getConnector().getLocalPort());
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static void check(int port) throws IOException, InterruptedException {
    for (String path : List.of("/ids", "/callable", "/packed")) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                      .headers("X-Correlation-ID", "c-1", "baggage", "user.id=bob")
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("c-1 bob");
      assertThat(answer.headers().allValues("X-Correlation-ID")).containsExactly("c-1");
    }
  }

  /** Public, and with a public constructor: Spring makes it. */
  public static final class War extends SpringBootServletInitializer {
    @Override
    protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
      return application
          .sources(Shop.class)
          .properties("spring.main.banner-mode=off", "logging.level.root=WARN");
    }
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Pages.class)
  static class Shop {
    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
      return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
    }

    /** Spring Boot then has none of its own, and Spring MVC one that is no bean. */
    @Bean
    ConcurrentTaskExecutor packers(ExecutorService threads) {
      return new ConcurrentTaskExecutor(threads);
    }

    @Bean
    ExecutorService threads() {
      return Executors.newSingleThreadExecutor();
    }
  }

  @RestController
  static class Pages {
    private final ConcurrentTaskExecutor packers;

    Pages(ConcurrentTaskExecutor packers) {
      this.packers = packers;
    }

    @GetMapping("/callable")
    Callable<String> callable() {
      return this::ids;
    }

    @GetMapping("/packed")
    CompletableFuture<String> packed() {
      return CompletableFuture.supplyAsync(this::ids, packers);
    }

    @GetMapping("/ids")
    String ids() {
      return MDC.get("correlation_id") + " " + MDC.get("user_id");
    }
  }
}
