package dev.throughline.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;

class WebFluxTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static Running shop;
  private static Lines lines;

  @BeforeAll
  static void start() {
    shop = Running.start(FluxShop.class, WebApplicationType.REACTIVE);
    lines = Lines.of(FluxShop.class);
  }

  @AfterAll
  static void stop() {
    lines.close();
    shop.close();
  }

  @Test
  void theJarIsEnoughOnEveryThread() throws Exception {
    for (String path : List.of("/ids", "/elsewhere", "/suspended")) {
      HttpResponse<String> answer =
          shop.get(
              path,
              "X-Correlation-ID",
              "c-1",
              "baggage",
              "user.id=bob",
              "traceparent",
              "00-" + TRACE + "-b7ad6b7169203331-01");
      assertThat(answer.headers().allValues("X-Correlation-ID")).containsExactly("c-1");
      assertThat(answer.body()).as(path).isEqualTo("c-1 bob " + TRACE);
    }
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
  void errorHandlersLogWithTheIds() throws Exception {
    for (String page : List.of("/nowhere", "/throw")) {
      String id = "c-7" + page;
      shop.get(page, "X-Correlation-ID", id);
      assertThat(lines.id(page + " failed", "correlation_id")).isEqualTo(id);
    }
  }

  @Test
  void aBrowserIsToldOfTheApplicationsHeadersToo() throws Exception {
    HttpResponse<String> answer = shop.get("/stock", "Origin", "https://shop.example");
    assertThat(answer.headers().allValues("Access-Control-Expose-Headers"))
        .containsExactly("X-Total-Count, X-Correlation-ID");
    HttpRequest preflight =
        HttpRequest.newBuilder(URI.create(shop.url("/stock")))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", "https://shop.example")
            .header("Access-Control-Request-Method", "GET")
            .header("Access-Control-Request-Headers", "authorization,content-type")
            .build();
    assertThat(
            shop.client()
                .send(preflight, BodyHandlers.ofString())
                .headers()
                .allValues("Access-Control-Allow-Headers"))
        .containsExactly("authorization, content-type, X-Correlation-ID");
  }

  @Test
  void webClientCarriesTheIdsOn() throws Exception {
    HttpResponse<String> answer =
        shop.get(
            "/web-client?url=" + shop.url("/elsewhere"),
            "X-Correlation-ID",
            "c-3",
            "traceparent",
            "00-" + TRACE + "-b7ad6b7169203331-01");
    assertThat(answer.body()).isEqualTo("c-3 alice " + TRACE);
  }

  @Test
  void thePrincipalIsTheUser() throws Exception {
    String basic =
        Base64.getEncoder().encodeToString("alice:wonder".getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        shop.get("/me", "Authorization", "Basic " + basic, "X-Correlation-ID", "c-4");
    assertThat(answer.body()).startsWith("c-4 alice ");
    assertThat(lines.id("alice looks at the account", "user_id")).isEqualTo("alice");
  }

  @Test
  void aTokensPersonIsTheUserAndAProgramIsNobody() throws Exception {
    String person = Tokens.bearer("{\"sub\":\"carol\",\"azp\":\"till\"}");
    assertThat(shop.get("/me", "Authorization", person).body()).contains(" carol ");
    String program = Tokens.bearer("{\"sub\":\"billing\",\"client_id\":\"billing\"}");
    assertThat(shop.get("/me", "Authorization", program).body()).contains(" null ");
  }

  @Test
  void aSessionHasOneIdThatIsNotItsOwn() throws Exception {
    HttpResponse<String> first = shop.get("/session", "baggage", "session.id=s-1");
    assertThat(first.body()).isEqualTo("s-1");
    String cookie = cookie(first);
    assertThat(shop.get("/session", "Cookie", cookie).body()).isEqualTo("s-1");
    cookie = cookie(shop.get("/session"));
    String second = shop.get("/session", "Cookie", cookie).body();
    assertThat(second)
        .matches("[0-9a-f]{32}")
        .doesNotContain(cookie.substring("SESSION=".length()));
    assertThat(shop.get("/session", "Cookie", cookie).body()).isEqualTo(second);
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  @Test
  void manyAtOnceKeepTheirOwn() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    HttpRequest.newBuilder(URI.create(shop.url("/elsewhere")))
                        .header("X-Correlation-ID", "c-5-" + i)
                        .build())
            .map(request -> shop.client().sendAsync(request, BodyHandlers.ofString()))
            .toList();
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get().body()).startsWith("c-5-" + i + " null ");
    }
  }
}
