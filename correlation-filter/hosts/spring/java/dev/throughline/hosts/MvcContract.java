package dev.throughline.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.WebApplicationType;
import reactor.core.publisher.Hooks;

/** What Spring MVC's users see, on whatever threads it runs. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class MvcContract {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString("alice:wonder".getBytes(UTF_8));

  private final String[] settings;

  @SuppressWarnings("NullAway.Init") // before all
  private Running shop;

  @SuppressWarnings("NullAway.Init") // before all
  private Lines lines;

  MvcContract(String... settings) {
    this.settings = settings;
  }

  @BeforeAll
  void start() {
    Hooks.disableAutomaticContextPropagation(); // whoever switched it on in this JVM before
    shop = Running.start(MvcShop.class, WebApplicationType.SERVLET, settings);
    lines = Lines.of(MvcShop.class);
  }

  @AfterAll
  void stop() {
    lines.close();
    shop.close();
  }

  @Test
  void theJarIsEnough() throws Exception {
    HttpResponse<String> answer =
        shop.get(
            "/ids",
            "X-Correlation-ID",
            "c-1",
            "baggage",
            "user.id=bob",
            "traceparent",
            "00-" + TRACE + "-b7ad6b7169203331-01");
    assertThat(answer.headers().allValues("X-Correlation-ID")).containsExactly("c-1");
    assertThat(answer.body()).isEqualTo("c-1 bob " + TRACE);
  }

  @Test
  void errorsEchoTheId() throws Exception {
    for (Map.Entry<String, Integer> page :
        Map.of("/nowhere", 404, "/throw", 500, "/me", 401).entrySet()) {
      HttpResponse<String> answer = shop.get(page.getKey(), "X-Correlation-ID", "c-2");
      assertThat(answer.statusCode()).isEqualTo(page.getValue());
      assertThat(answer.headers().allValues("X-Correlation-ID")).containsExactly("c-2");
    }
  }

  @Test
  void clientsCarryTheIdsOn() throws Exception {
    for (String client : List.of("/rest-client", "/rest-template", "/built-template")) {
      HttpResponse<String> answer =
          shop.get(
              client + "?url=" + shop.url("/ids"),
              "X-Correlation-ID",
              "c-3",
              "traceparent",
              "00-" + TRACE + "-b7ad6b7169203331-01");
      assertThat(answer.body()).isEqualTo("c-3 alice " + TRACE);
    }
  }

  @Test
  void webClientCarriesThemOnFromCallToCall() throws Exception {
    for (String path : List.of("/blocked", "/returned")) {
      HttpResponse<String> answer =
          shop.get(
              path + "?url=" + shop.url("/ids"),
              "X-Correlation-ID",
              "c-12",
              "traceparent",
              "00-" + TRACE + "-b7ad6b7169203331-01");
      String ids = "c-12 null " + TRACE;
      assertThat(answer.body()).as(path).isEqualTo(ids + ", " + ids);
    }
  }

  @Test
  void everyThreadOfARequestHasItsIds() throws Exception {
    for (String path : List.of("/future", "/callable", "/task", "/deferred", "/streamed")) {
      HttpResponse<String> answer =
          shop.get(path, "X-Correlation-ID", "c-4" + path, "baggage", "user.id=bob");
      assertThat(answer.body()).startsWith("c-4" + path + " bob ");
      assertThat(answer.headers().allValues("X-Correlation-ID")).containsExactly("c-4" + path);
    }
  }

  @Test
  void asyncMethodsHaveThemBesideWhatTheApplicationsOwnDecoratorAdds() throws Exception {
    shop.get("/async?what=teapot", "X-Correlation-ID", "c-5", "baggage", "user.id=bob");
    assertThat(lines.ids("packing teapot"))
        .containsEntry("correlation_id", "c-5")
        .containsEntry("user_id", "bob")
        .containsEntry("tenant", "t-1");
  }

  @Test
  void whatRunsByTheClockIsNobodys() throws Exception {
    for (int i = 0; i < 20; i++) {
      shop.get("/async?what=cup" + i, "X-Correlation-ID", "c-6-" + i, "baggage", "user.id=bob");
      assertThat(lines.ids("swept")).doesNotContainKeys("correlation_id", "user_id", "trace_id");
    }
  }

  @Test
  void thePrincipalIsTheUser() throws Exception {
    HttpResponse<String> answer =
        shop.get("/me", "Authorization", BASIC, "X-Correlation-ID", "c-7");
    assertThat(answer.body()).startsWith("c-7 alice ");
    assertThat(lines.id("alice looks at the account", "user_id")).isEqualTo("alice");
  }

  /** Whoever is refused, or has just come in, never gets as far as the end of the chain. */
  @Test
  void securitysOwnAnswersKnowWhoItIs() throws Exception {
    HttpResponse<String> refused =
        shop.get("/back-office", "Authorization", BASIC, "X-Correlation-ID", "c-9");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(lines.ids("no entry"))
        .containsEntry("correlation_id", "c-9")
        .containsEntry("user_id", "alice");

    HttpResponse<String> login = login("c-10");
    assertThat(login.statusCode()).isEqualTo(200);
    assertThat(lines.ids("come in"))
        .containsEntry("correlation_id", "c-10")
        .containsEntry("user_id", "alice");

    lines.forget();
    String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    shop.get("/back-office", "Cookie", cookie, "X-Correlation-ID", "c-11");
    assertThat(lines.ids("no entry"))
        .containsEntry("correlation_id", "c-11")
        .containsEntry("user_id", "alice");
  }

  @Test
  void whoIsNotLoggedInIsNobody() throws Exception {
    assertThat(shop.get("/back-office").statusCode()).isEqualTo(401);
    assertThat(shop.get("/ids").body()).contains(" null ");
  }

  private HttpResponse<String> login(String id) throws IOException, InterruptedException {
    return shop.client()
        .send(
            HttpRequest.newBuilder(URI.create(shop.url("/login")))
                .headers("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Correlation-ID", id)
                .POST(BodyPublishers.ofString("username=alice&password=wonder"))
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void manyAtOnceKeepTheirOwn() {
    List<String> bodies =
        IntStream.range(0, 200)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> body("/callable", "c-8-" + i)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    for (int i = 0; i < bodies.size(); i++) {
      assertThat(bodies.get(i)).startsWith("c-8-" + i + " null ");
    }
  }

  private String body(String path, String id) {
    try {
      return shop.get(path, "X-Correlation-ID", id).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
