package dev.throughline.hosts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application on a port of its own, and a caller. */
public record Running(ConfigurableApplicationContext context, HttpClient client)
    implements AutoCloseable {

  public static Running start(Class<?> application, WebApplicationType type, String... settings) {
    List<String> properties =
        new ArrayList<>(
            List.of("server.port=0", "spring.main.banner-mode=off", "logging.level.root=WARN"));
    properties.addAll(Arrays.asList(settings));
    return new Running(
        new SpringApplicationBuilder(application)
            .web(type)
            .properties(properties.toArray(new String[0]))
            .run(),
        HttpClient.newHttpClient());
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Headers as name, value, name, value. */
  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  @Override
  public void close() {
    context.close();
  }
}
