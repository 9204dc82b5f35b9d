package dev.throughline.correlation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.matrix.Residues;
import dev.throughline.correlation.servlet.RawHttp.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filter promises in every servlet container. A container's test names it. */
abstract class ServletContract {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String TRACEPARENT = "traceparent: 00-" + TRACE + "-b7ad6b7169203331-01";

  private final Residues residues = new Residues();

  private Container container;
  private RawHttp shop;

  abstract Container container();

  @BeforeEach
  void startShop() throws Exception {
    container = container();
    shop = new RawHttp(container.start(new Shop(), residues));
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    container.stop();
    assertThat(residues.found()).isEmpty();
  }

  @Test
  void anIdIsMadeWhereNoneWasSent() throws IOException {
    Answer answer = shop.get("/ids");
    assertThat(answer.only("X-Correlation-ID")).matches("[0-9a-f]{32}");
    assertThat(answer.line("correlation_id")).isEqualTo(answer.only("X-Correlation-ID"));
    assertThat(answer.line("trace_id")).matches("[0-9a-f]{32}");
    assertThat(answer.line("span_id")).matches("[0-9a-f]{16}");
    assertThat(answer.line("trace_flags")).isEqualTo("01");
    assertThat(answer.header("X-Request-ID")).isEmpty();
  }

  @Test
  void sentIdsAreTaken() throws IOException {
    Answer answer = shop.get("/ids", "X-Correlation-ID: order-4711", TRACEPARENT);
    assertThat(answer.only("X-Correlation-ID")).isEqualTo("order-4711");
    assertThat(answer.line("correlation_id")).isEqualTo("order-4711");
    assertThat(answer.line("trace_id")).isEqualTo(TRACE);
  }

  @Test
  void aRequestIdServesWhereThereIsNoCorrelationIdAndIsEchoed() throws IOException {
    Answer alone = shop.get("/ids", "X-Request-ID: r-1");
    assertThat(alone.only("X-Correlation-ID")).isEqualTo("r-1");
    assertThat(alone.only("X-Request-ID")).isEqualTo("r-1");
    Answer both = shop.get("/ids", "X-Request-ID: r-1", "X-Correlation-ID: c-1");
    assertThat(both.only("X-Correlation-ID")).isEqualTo("c-1");
    assertThat(both.only("X-Request-ID")).isEqualTo("r-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/error", "/broken", "/throw", "/reset", "/forward", "/include", "/async-throw"})
  void theIdIsEchoedHoweverTheRequestEnds(String path) throws IOException {
    assertThat(shop.get(path, "X-Correlation-ID: c-9").only("X-Correlation-ID")).isEqualTo("c-9");
  }

  @Test
  void theContainersOwnLineAboutWhatEscapedHasTheIds() throws IOException {
    try (FailureLines lines = new FailureLines("out of stock")) {
      shop.get("/throw", "X-Correlation-ID: c-8", TRACEPARENT, "baggage: user.id=bob");
      assertThat(lines.mdcs()).isNotEmpty().allSatisfy(this::hasTheIds);
    }
    assertThat(shop.get("/ids").line("correlation_id")).isNotEqualTo("c-8");
  }

  private void hasTheIds(Map<String, String> mdc) {
    if (destroysRequestsFirst()) {
      assertThat(mdc).isEmpty();
    } else {
      assertThat(mdc)
          .containsEntry("correlation_id", "c-8")
          .containsEntry("trace_id", TRACE)
          .containsEntry("user_id", "bob");
    }
  }

  /** Whether the container says that a request is destroyed before it logs why it failed. */
  boolean destroysRequestsFirst() {
    return false;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ids", "/forward", "/include", "/async", "/async-dispatch", "/poll"})
  void everyWayOfHandlingSeesTheIds(String path) throws IOException {
    Answer answer = shop.get(path, "X-Correlation-ID: c-7", TRACEPARENT, "baggage: user.id=bob");
    assertThat(answer.line("correlation_id")).isEqualTo("c-7");
    assertThat(answer.line("trace_id")).isEqualTo(TRACE);
    assertThat(answer.line("user_id")).isEqualTo("bob");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a, b",
        "",
        "${jndi:ldap://x}",
        "<script>",
        "../../etc",
        "%0d%0aSet-Cookie:x",
        "\u001b[2J",
        "\u010aSet-Cookie: x",
        "😀",
        "-starts-with-a-dash"
      })
  void aHostileIdIsReplacedAndNeverEchoed(String id) throws IOException {
    Answer answer = shop.get("/ids", "X-Correlation-ID: " + id, "X-Request-ID: fine");
    // Some containers refuse the request itself, which is as good.
    if (answer.status() == 200) {
      assertThat(answer.only("X-Correlation-ID")).matches("[0-9a-f]{32}");
      assertThat(answer.header("Set-Cookie")).isEmpty();
    } else {
      assertThat(answer.status()).isEqualTo(400);
    }
  }

  @Test
  void severalIdsAreNone() throws IOException {
    Answer answer = shop.get("/ids", "X-Correlation-ID: a1", "X-Correlation-ID: b1");
    assertThat(answer.only("X-Correlation-ID")).matches("[0-9a-f]{32}");
  }

  @Test
  void aLongIdIsReplacedAndTheLongestValidOneTaken() throws IOException {
    String longest = "x".repeat(128);
    assertThat(shop.get("/ids", "X-Correlation-ID: " + longest).only("X-Correlation-ID"))
        .isEqualTo(longest);
    assertThat(shop.get("/ids", "X-Correlation-ID: x" + longest).only("X-Correlation-ID"))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void aBrowserMayReadTheEchoAndSendTheHeader() throws IOException {
    Answer answer = shop.get("/ids", "Origin: https://shop.example", "X-Request-ID: r-2");
    assertThat(answer.only("Access-Control-Expose-Headers"))
        .contains("X-Correlation-ID")
        .contains("X-Request-ID");
    assertThat(shop.get("/ids").header("Access-Control-Expose-Headers")).isEmpty();
  }

  @Test
  void aBrowserMayReadTheApplicationsHeadersToo() throws IOException {
    Answer answer = shop.get("/cors", "Origin: https://shop.example");
    assertThat(answer.only("Access-Control-Expose-Headers")).contains("X-Total-Count");
    Answer dispatched = shop.get("/cors-dispatch", "Origin: https://shop.example");
    assertThat(dispatched.only("Access-Control-Expose-Headers"))
        .isEqualTo("X-Total-Count, X-Correlation-ID");
  }

  @Test
  void theSessionKeepsOneRandomIdOfOurs() throws IOException {
    Answer login = shop.get("/login");
    String cookie = cookie(login);
    String session = login.line("session_id");
    assertThat(session).matches("[0-9a-f]{32}");
    assertThat(cookie).doesNotContain(session);
    assertThat(shop.get("/ids", "Cookie: " + cookie).line("session_id")).isEqualTo(session);
  }

  @Test
  void aSessionThatBeginsAfterLogoutIsNobodysYet() throws IOException {
    Answer login = shop.get("/login");
    Answer logout = shop.get("/logout", "Cookie: " + cookie(login));
    Answer next = shop.get("/ids", "Cookie: " + cookie(logout));
    assertThat(next.line("session_id"))
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(login.line("session_id"));
  }

  private static String cookie(Answer answer) {
    return answer.header("Set-Cookie").get(0).split(";")[0];
  }

  @Test
  void anAttributeOfAnotherApplicationsFilterDoesNoHarm() throws IOException {
    Answer answer = shop.get("/foreign", "X-Correlation-ID: c-8");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.line("correlation_id")).isEqualTo("c-8");
  }

  @Test
  void noSessionIsMadeForUs() throws IOException {
    Answer answer = shop.get("/ids");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.line("session_id")).isNull();
  }

  @Test
  void aSessionThatBeginsLateKeepsTheCallersName() throws IOException {
    assertThat(shop.get("/login", "baggage: session.id=s-1").line("session_id")).isEqualTo("s-1");
  }

  @Test
  void theLineOfCodeGoesBeforeBaggage() throws IOException {
    assertThat(shop.get("/user?id=carol", "baggage: user.id=bob").line("user_id"))
        .isEqualTo("carol");
  }

  @Test
  void baggageIsDecodedAndABrokenOneIgnored() throws IOException {
    assertThat(shop.get("/ids", "baggage: user.id=J%C3%BCrgen%20X;p=1").line("user_id"))
        .isEqualTo("Jürgen X");
    assertThat(shop.get("/ids", "baggage: user.id=%0d%0aX").line("user_id")).isNull();
    assertThat(shop.get("/ids", "baggage: user.id=%zz").line("user_id")).isNull();
  }

  @Test
  void baggageOfSomebodyOutsideIsNotTrusted() throws IOException {
    List<String> outside =
        List.of("X-Forwarded-For: 203.0.113.9", "X-Forwarded-For: 203.0.113.9, 10.0.0.1");
    for (String forwarded : outside) {
      assertThat(shop.get("/ids", forwarded, "baggage: user.id=bob").line("user_id")).isNull();
    }
    assertThat(
            shop.get("/ids", "X-Forwarded-For: 10.1.2.3", "baggage: user.id=bob").line("user_id"))
        .isEqualTo("bob");
  }
}
