package dev.throughline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole path: six services, twenty users, the real collector, and each user's journey held
 * against what the services wrote to their own files.
 */
@Timeout(900)
class JourneyIT {
  private static final long SEED = 20_261_122;
  private static final Map<String, ReadJourney> JOURNEYS = new HashMap<>();
  private static final Map<String, ReadJourney> AT_THE_CHECKOUT = new HashMap<>();

  @TempDir static Path folder;

  private static List<Shopper.Visit> visits = List.of();
  private static List<RecordedLine> lines = List.of();

  @BeforeAll
  static void shopAndCollect() throws Exception {
    try (CollectorRun collector = CollectorRun.start(folder)) {
      try (ShopRun shop = ShopRun.open(folder, collector.environment())) {
        visits = Crowd.shop(shop.gateway(), SEED);
        shop.stop();
        lines = shop.lines().stream().filter(RecordedLine::isTheShops).toList();
      }
      for (String user : Customers.NAMES) {
        Await.until(
            user + "'s journey is complete",
            () -> {
              ReadJourney journey = collector.journey("user", user);
              JOURNEYS.put(user, journey);
              return journey.complete() && journey.lines().size() >= linesOf(user).size();
            });
      }
      for (Shopper.Visit visit : aliceAtTheCheckout()) {
        String id = visit.page().correlationId();
        AT_THE_CHECKOUT.put(id, collector.journey("correlation", id));
      }
    }
  }

  @AfterAll
  static void forget() {
    JOURNEYS.clear();
    AT_THE_CHECKOUT.clear();
  }

  @Test
  void aliceMeetsAllSixServices() {
    assertThat(of("alice").summary().services())
        .containsExactlyInAnyOrder(
            "gateway", "auth", "orders", "payments", "inventory", "shipping");
    assertThat(of("alice").summary().sessions()).isEqualTo(1);
    // Lines from Reactor's threads: only with their ids are they part of it.
    assertThat(of("alice").lines()).extracting(ReadJourney.Row::service).contains("shipping");
  }

  @Test
  void aliceBrowsesBeforeAnybodyKnowsWhoSheIs() {
    List<ReadJourney.Row> steps = of("alice").steps();
    int login = first(steps, "UserLoggedIn").step();
    // Client spans never name the user; they are part of a request that does.
    List<ReadJourney.Row> nameless =
        steps.stream()
            .filter(row -> row.user() == null && !"client".equals(row.spanKind()))
            .toList();
    assertThat(nameless).isNotEmpty().allMatch(row -> row.step() < login);
    assertThat(nameless).extracting(ReadJourney.Row::service).contains("gateway", "inventory");
    assertThat(nameless.stream().filter(row -> row.isSpan() && row.parent() == null)).hasSize(3);
  }

  @Test
  void bothCheckoutsAreThereAndTheFirstOneFailedAtPayments() {
    assertThat(aliceAtTheCheckout()).extracting(v -> v.page().status()).containsExactly(502, 201);
    List<ReadJourney.Row> checkouts =
        of("alice").spans().stream()
            .filter(row -> row.parent() == null && "POST /checkout".equals(row.name()))
            .toList();
    assertThat(checkouts)
        .extracting(ReadJourney.Row::correlation)
        .containsExactlyElementsOf(
            aliceAtTheCheckout().stream().map(v -> v.page().correlationId()).toList());
    assertThat(checkouts.getFirst().status()).isEqualTo("error");
    assertThat(checkouts.getLast().status()).isNotEqualTo("error");

    ReadJourney.Row reason =
        of("alice").lines().stream()
            .filter(row -> row.says("refused our certificate, expired"))
            .findFirst()
            .orElseThrow();
    assertThat(reason.service()).isEqualTo("payments");
    assertThat(reason.level()).isEqualTo("ERROR");
    assertThat(reason.correlation()).isEqualTo(checkouts.getFirst().correlation());
  }

  @Test
  void theFailedCheckoutsIdAloneLeadsToPayments() {
    String id = aliceAtTheCheckout().getFirst().page().correlationId();
    ReadJourney failed = Objects.requireNonNull(AT_THE_CHECKOUT.get(id));
    assertThat(failed.steps()).extracting(ReadJourney.Row::correlation).containsOnly(id);
    assertThat(failed.steps()).anyMatch(row -> row.says("certificate"));
    assertThat(Objects.requireNonNull(failed.origin()).service()).isEqualTo("payments");
  }

  @Test
  void everyLineOfEveryUserIsThereOnceAndNoOther() {
    for (String user : Customers.NAMES) {
      assertThat(of(user).lines())
          .as(user)
          .extracting(JourneyIT::key)
          .containsExactlyInAnyOrderElementsOf(linesOf(user).stream().map(JourneyIT::key).toList());
    }
  }

  @Test
  void nothingOfOneUserIsInAnothersJourney() {
    for (String user : Customers.NAMES) {
      assertThat(of(user).steps())
          .as(user)
          .allMatch(row -> row.user() == null || row.user().equals(user))
          .allMatch(row -> row.session() == null || sessionOf(user).equals(row.session()))
          .allMatch(row -> row.confidence() == 1.0);
    }
    List<String> records =
        JOURNEYS.values().stream()
            .flatMap(journey -> journey.steps().stream().map(ReadJourney.Row::record))
            .toList();
    assertThat(records).doesNotHaveDuplicates();
  }

  @Test
  void everyClickIsOneTreeOfSpansUnderTheGateway() {
    for (String user : Customers.NAMES) {
      ReadJourney journey = of(user);
      List<ReadJourney.Row> roots =
          journey.steps().stream().filter(row -> row.parent() == null).toList();
      assertThat(roots)
          .as(user)
          .allMatch(row -> row.isSpan() && "server".equals(row.spanKind()))
          .allMatch(row -> "gateway".equals(row.service()));
      assertThat(roots)
          .as(user)
          .extracting(ReadJourney.Row::correlation)
          .containsExactlyElementsOf(
              visits.stream()
                  .filter(v -> v.user().equals(user))
                  .map(v -> v.page().correlationId())
                  .toList());
      assertThat(journey.steps()).as(user).allMatch(row -> row.marks().isEmpty());
    }
  }

  @Test
  void everyCallAcrossServicesIsAClientSpanAroundAServerSpan() {
    ReadJourney alice = of("alice");
    List<ReadJourney.Row> servers =
        alice.spans().stream()
            .filter(row -> "server".equals(row.spanKind()) && row.parent() != null)
            .toList();
    assertThat(servers).hasSizeGreaterThan(10);
    for (ReadJourney.Row server : servers) {
      ReadJourney.Row caller = alice.step(Objects.requireNonNull(server.parent()));
      assertThat(caller.spanKind()).as("%s", server).isEqualTo("client");
      assertThat(caller.service()).as("%s", server).isNotEqualTo(server.service());
    }
    assertThat(alice.spans().stream().filter(row -> "client".equals(row.spanKind())))
        .hasSameSizeAs(servers);
  }

  @Test
  void linesHangUnderTheSpanThatTheyName() {
    for (String user : Customers.NAMES) {
      for (ReadJourney.Row line : of(user).lines()) {
        ReadJourney.Row parent = of(user).step(Objects.requireNonNull(line.parent()));
        assertThat(parent.isSpan()).as("%s", line).isTrue();
        assertThat(parent.span()).as("%s", line).isEqualTo(line.span());
        assertThat(parent.service()).as("%s", line).isEqualTo(line.service());
        assertThat(parent.step()).as("%s", line).isLessThan(line.step());
      }
    }
  }

  @Test
  void nothingIsMissing() {
    for (String user : Customers.NAMES) {
      assertThat(of(user).gaps()).as(user).isEmpty();
      assertThat(of(user).complete()).as(user).isTrue();
    }
  }

  private static ReadJourney of(String user) {
    return Objects.requireNonNull(JOURNEYS.get(user));
  }

  private static ReadJourney.Row first(List<ReadJourney.Row> steps, String event) {
    return steps.stream()
        .filter(row -> row.kind().equals("event") && event.equals(row.name()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Shopper.Visit> aliceAtTheCheckout() {
    return visits.stream()
        .filter(v -> v.user().equals("alice") && v.what().equals("POST /checkout"))
        .toList();
  }

  private static String sessionOf(String user) {
    Set<String> sessions =
        lines.stream()
            .filter(l -> user.equals(l.user()))
            .map(l -> Objects.requireNonNull(l.session()))
            .collect(Collectors.toSet());
    assertThat(sessions).as(user).hasSize(1);
    return sessions.iterator().next();
  }

  private static List<RecordedLine> linesOf(String user) {
    String session = sessionOf(user);
    return lines.stream().filter(l -> session.equals(l.session())).toList();
  }

  private static String key(RecordedLine line) {
    return line.service() + " " + Instant.parse(line.time()) + " " + line.message();
  }

  private static String key(ReadJourney.Row row) {
    return row.service() + " " + Instant.parse(row.rawTime()) + " " + row.message();
  }
}
