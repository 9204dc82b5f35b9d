package dev.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * People are asked for by their names where services that have a key wrote keyed hashes. The
 * pseudonyms are those of the filter's UserPseudonymTest, made by {@code openssl dgst -sha256
 * -hmac}.
 */
class StoredNamesTest {
  private static final String KEY = "a key of the shop";
  private static final String BOB = "h1.2VIzwYDfXY-XHfsmz_8RgX";
  private static final String ALICE = "h1.Qx8oUz85n0gtciKbo-QEo6";

  private static String line(String user, String message) {
    return """
        {"@timestamp":"2026-11-22T13:58:01Z","service.name":"shop","user_id":"%s",\
        "level":"INFO","message":"%s"}
        """
        .formatted(user, message);
  }

  private static final String LINES =
      line(BOB, "hashed of b") + line(ALICE, "hashed of a") + line("carol", "plain of c");

  private static CommandRun run(String input, String... command) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of("--source", "-"));
    return CommandRun.inEnvironment(
        Map.of("THROUGHLINE_USER_KEY", KEY), input, args.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob", "user.id=bob", BOB})
  void findsWhomServicesWithTheKeyWrote(String name) {
    CommandRun run = run(LINES, "journey", "--user", name);
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("hashed of b", BOB)
        .doesNotContain("hashed of a", "plain of c", KEY);
  }

  @Test
  void saysAsWhatItWasFound() {
    assertThat(run(LINES, "journey", "--user", "bob").err())
        .isEqualTo("bob is stored as " + BOB + "\n");
    assertThat(run(LINES, "journey", "--user", "carol").err()).isEmpty();
    assertThat(run(LINES, "journey", "--user", BOB).err()).isEmpty();
    assertThat(run(LINES, "journey", "--user", "zoe").err())
        .contains("nothing found for user zoe, h1.")
        .doesNotContain("is stored as", KEY);
  }

  @Test
  void unitesWhatSomeWroteBeforeTheyHadTheKey() {
    CommandRun run = run(LINES + line("bob", "plain of b"), "journey", "--user", "bob");
    assertThat(run.out()).contains("hashed of b", "plain of b").doesNotContain("of a", "of c");
    assertThat(run.err()).isEqualTo("bob is stored as bob and as " + BOB + "\n");
  }

  @Test
  void withoutTheKeyOnlyTheStoredNameLeadsThere() {
    String[] bob = {"journey", "--user", "bob", "--source", "-"};
    assertThat(CommandRun.withInput(LINES, bob).exit()).isEqualTo(4);
    Map<String, String> none = Map.of("THROUGHLINE_USER_KEY", "");
    assertThat(CommandRun.inEnvironment(none, LINES, bob).exit()).isEqualTo(4);
    String[] stored = {"journey", "--user", BOB, "--source", "-"};
    assertThat(CommandRun.withInput(LINES, stored).exit()).isZero();
  }

  @Test
  void aNameOfAnotherNamespaceIsNotTheServicesToWrite() {
    CommandRun run = run(LINES, "journey", "--user", "user.email=bob");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("nothing found for user user.email=bob at any time");
  }

  @Test
  void anUnverifiedNameToo() {
    String claimed =
        """
        {"@timestamp":"2026-11-22T13:58:01Z","service.name":"shop","level":"INFO",\
        "user.id.unverified":"%s","message":"claimed"}
        """
            .formatted(BOB);
    CommandRun run = run(claimed, "journey", "--field", "user.id.unverified=bob");
    assertThat(run.out()).contains("claimed");
    assertThat(run(claimed, "journey", "--field", "order_id=bob").exit()).isEqualTo(4);
  }

  @Test
  void aDiffTakesBothPersonsNames() {
    String lines =
        Stream.of(BOB, ALICE).map(user -> line(user, "hello")).collect(Collectors.joining());
    CommandRun run = run(lines, "diff", "--user", "bob", "--other", "alice");
    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .contains("bob is stored as " + BOB + "\n", "alice is stored as " + ALICE + "\n");
  }

  @Test
  void aLinkToKibanaAsksForBoth() {
    CommandRun run =
        CommandRun.inEnvironment(
            Map.of("THROUGHLINE_USER_KEY", KEY), "", "kibana", "--user", "bob", "--since", "2h");
    assertThat(URLDecoder.decode(run.out(), StandardCharsets.UTF_8)).contains("bob", BOB);
  }

  @Test
  void aSystemPropertyIsAskedBeforeTheEnvironment() {
    System.setProperty("throughline.user.key", "another");
    try {
      assertThat(run(LINES, "journey", "--user", "bob").exit()).isEqualTo(4);
    } finally {
      System.clearProperty("throughline.user.key");
    }
  }
}
