package dev.throughline.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shop and its crowd, with no collector listening: what each service's own log lines say. */
@Timeout(900)
class ShopIT {
  private static final long SEED = 7;

  @TempDir static Path logs;

  private static ShopRun shop;
  private static List<Shopper.Visit> visits;
  private static Map<String, Integer> exitCodes;
  private static List<RecordedLine> lines;

  @BeforeAll
  static void runTheCrowd() throws Exception {
    // Port 9 discards, or refuses: nobody collects, and nothing in the shop may mind.
    shop =
        ShopRun.open(
            logs,
            Map.of(
                "THROUGHLINE_JSON",
                "127.0.0.1:9",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:9"));
    visits = Crowd.shop(shop.gateway(), SEED);
    Instant closing = Instant.now();
    exitCodes = shop.stop();
    // A server that ends may complain about connections, which are nobody's request.
    lines =
        shop.lines().stream()
            .filter(line -> line.isTheShops() && line.at().isBefore(closing))
            .toList();
  }

  @AfterAll
  static void end() {
    shop.close();
  }

  @Test
  void everyVisitEndsAsScriptedAndEchoesAnIdOfItsOwn() {
    assertThat(visits).allMatch(Shopper.Visit::asExpected);
    assertThat(visits).extracting(v -> v.page().correlationId()).doesNotHaveDuplicates();
    assertThat(visits).extracting(Shopper.Visit::user).containsAll(Customers.NAMES);
  }

  @Test
  void everyLineCarriesTheIdsOfItsRequest() {
    assertThat(lines)
        .isNotEmpty()
        .allMatch(l -> l.correlation() != null && l.trace() != null && l.session() != null);
    Set<String> echoed = visits.stream().map(v -> v.page().correlationId()).collect(toSet());
    assertThat(lines).allMatch(l -> echoed.contains(l.correlation()));
  }

  @Test
  void noLineOfOneUserIsInAnothersSessionOrTrace() {
    assertThat(usersBy(RecordedLine::session)).hasSize(20).allSatisfy((s, u) -> one(u));
    assertThat(usersBy(RecordedLine::trace)).allSatisfy((t, u) -> one(u));
    assertThat(usersBy(RecordedLine::correlation)).allSatisfy((c, u) -> one(u));
    for (RecordedLine line : lines) {
      assertThat(Customers.NAMES.stream().filter(line::names))
          .as("%s", line)
          .allMatch(named -> line.user() == null || line.user().equals(named));
    }
  }

  @Test
  void whatAliceDidBeforeSheLoggedInHasHerSession() {
    String session = sessionOf("alice");
    List<RecordedLine> before =
        lines.stream().filter(l -> session.equals(l.session()) && l.user() == null).toList();
    String login = firstEvent("alice", "UserLoggedIn").time();
    assertThat(before).extracting(RecordedLine::service).contains("gateway", "inventory");
    assertThat(before).allMatch(l -> l.time().compareTo(login) < 0);
  }

  @Test
  void onlyPaymentsSaysWhyTheFirstPaymentFailed() {
    assertThat(lines.stream().filter(l -> l.says("certificate") || l.says("northbank")))
        .isNotEmpty()
        .extracting(RecordedLine::service)
        .containsOnly("payments");
    Shopper.Visit failed = aliceAtTheCheckout().getFirst();
    assertThat(failed.page().status()).isEqualTo(502);
    assertThat(failed.page().body()).doesNotContain("certificate").doesNotContain("northbank");
    assertThat(lines)
        .anyMatch(
            l ->
                l.level().equals("ERROR")
                    && l.service().equals("payments")
                    && l.says("expired")
                    && failed.page().correlationId().equals(l.correlation()));
  }

  @Test
  void theSecondCheckoutGoesThroughUnderAnotherId() {
    assertThat(aliceAtTheCheckout()).extracting(v -> v.page().status()).containsExactly(502, 201);
    assertThat(firstEvent("alice", "CheckoutFailed").time())
        .isLessThan(firstEvent("alice", "OrderPlaced").time());
  }

  @Test
  void stdoutIsOneLineAndSigtermEndsEachProcess() {
    assertThat(exitCodes.keySet())
        .allSatisfy(
            name ->
                assertThat(shop.service(name).stdout())
                    .singleElement()
                    .asString()
                    .matches("ready \\d+"));
    // 128 + SIGTERM: ended by the signal, after its shutdown hooks.
    assertThat(exitCodes.values()).containsOnly(143);
  }

  private static void one(Set<String> users) {
    assertThat(users).hasSizeLessThanOrEqualTo(1);
  }

  private static Map<String, Set<String>> usersBy(Function<RecordedLine, @Nullable String> key) {
    return lines.stream()
        .filter(l -> l.user() != null)
        .collect(
            groupingBy(
                l -> Objects.requireNonNull(key.apply(l)),
                mapping(l -> Objects.requireNonNull(l.user()), toSet())));
  }

  private static String sessionOf(String user) {
    return Objects.requireNonNull(firstEvent(user, "UserLoggedIn").session());
  }

  private static RecordedLine firstEvent(String user, String event) {
    return lines.stream()
        .filter(l -> user.equals(l.user()) && event.equals(l.event()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Shopper.Visit> aliceAtTheCheckout() {
    return visits.stream()
        .filter(v -> v.user().equals("alice") && v.what().equals("POST /checkout"))
        .toList();
  }
}
