package dev.throughline.company;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application on a port of its own, and a caller. */
record Running(ConfigurableApplicationContext context) implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static Running start(WebApplicationType type, Class<?>... parts) {
    return new Running(
        new SpringApplicationBuilder(parts)
            .web(type)
            .properties(
                Map.of(
                    "server.port", "0",
                    "spring.main.banner-mode", "off",
                    "logging.level.root", "WARN",
                    "management.tracing.sampling.probability", "1.0"))
            .run());
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** The {@code key=value} lines of the answer. */
  Properties get(String path, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
    Properties lines = new Properties();
    for (String line : List.of(answer.body().split("\n"))) {
      int equals = line.indexOf('=');
      lines.setProperty(line.substring(0, Math.max(equals, 0)), line.substring(equals + 1));
    }
    lines.setProperty("echo", answer.headers().firstValue("X-Correlation-ID").orElse(""));
    return lines;
  }

  @Override
  public void close() {
    context.close();
  }
}
