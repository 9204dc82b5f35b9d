package dev.throughline.correlation.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.lines.JsonLine;
import dev.throughline.correlation.servlet.CorrelationInitializer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop in Tomcat on few threads: whose line is whose, and what a thread keeps. */
class Log4j2InTomcatTest {
  private static final int REQUESTS = 200;

  @TempDir Path work;
  private final Tomcat tomcat = new Tomcat();
  private final Log4j2Shop shop = new Log4j2Shop();

  @BeforeEach
  void start() throws Exception {
    tomcat.setBaseDir(work.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("maxThreads", "4");
    Context context = tomcat.addContext("", work.toString());
    ((StandardContext) context).setClearReferencesThreadLocals(false);
    ((StandardContext) context).setClearReferencesRmiTargets(false);
    context.addServletContainerInitializer(new CorrelationInitializer(), Set.of());
    Tomcat.addServlet(context, "shop", shop);
    context.addServletMappingDecoded("/*", "shop");
    tomcat.start();
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    shop.close();
  }

  @Test
  void everyLineIsItsOwnRequestsAndNoThreadKeepsAnId() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    List<CompletableFuture<?>> answers = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      answers.add(client.sendAsync(request(i), BodyHandlers.discarding()));
    }
    answers.forEach(CompletableFuture::join);
    shop.logOutsideOnEveryPoolThread();

    Map<String, Integer> seen = new HashMap<>();
    for (String text : Files.readAllLines(Path.of("target/tomcat-lines.json"))) {
      JsonLine line = new JsonLine(text);
      String[] said = line.text("message").split(" ");
      seen.merge(said[0], 1, Integer::sum);
      check(line, said[0], said.length > 1 ? said[1] : line.text("number"));
    }
    assertThat(seen)
        .isEqualTo(
            Map.of(
                "early", REQUESTS,
                "late", REQUESTS,
                "pool", REQUESTS,
                "ItemAddedToCart", REQUESTS,
                "outside", Log4j2Shop.THREADS));
  }

  private static void check(JsonLine line, String what, String number) {
    boolean outside = what.equals("outside");
    boolean knowsWho = !outside && !what.equals("early");
    assertThat(line.text("correlation_id")).isEqualTo(outside ? "" : "c-" + number);
    assertThat(line.text("user_id")).isEqualTo(knowsWho ? "user-" + number : "");
    assertThat(line.text("trace_id")).matches(outside ? "" : "[0-9a-f]{32}");
    assertThat(line.number("sequence")).isPositive();
  }

  private HttpRequest request(int number) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/" + number))
        .header("X-Correlation-ID", "c-" + number)
        .build();
  }
}
