package dev.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journeys straight from files and pipes, written by the real libraries. */
class FilesTest {
  @TempDir Path folder;

  @BeforeEach
  void copySamples() throws IOException {
    for (String name : new String[] {"pino.log", "logback.log", "otlp.json"}) {
      Files.writeString(folder.resolve(name), sample(name));
    }
  }

  @Test
  void aFileThatPinoWrote() {
    CommandRun run = CommandRun.of("journey", "--user", "alice", "--source", file("pino.log"));
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("cart opened", "cart of alice could not be saved", "ECONNREFUSED")
        .contains("complete: every source answered in full")
        .doesNotContain("bob");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void howAJourneyCameTogether() {
    String[] ask = {"journey", "--user", "alice", "--source", file("logback.log"), "--explain"};
    CommandRun text = CommandRun.of(ask);
    assertThat(text.exit()).isZero();
    assertThat(text.out().lines().toList())
        .first(STRING)
        .matches("user alice: how \\d+ records came together");
    assertThat(text.out()).contains("user=alice");

    CommandRun json =
        CommandRun.of(
            Stream.concat(Stream.of(ask), Stream.of("--format=json")).toArray(String[]::new));
    assertThat(json.out())
        .startsWith("{\"schema\":\"throughline.explanation/1\",\"subject\":{\"user\":[\"alice\"]}")
        .contains("\"parent\":null,\"kind\":\"user\",\"value\":\"alice\",\"records\":");
  }

  @Test
  void theSameFieldTwiceUnitesAndTwoFieldsNarrow() {
    String lines =
        Stream.of("cart-1", "cart-2", "cart-3")
            .map(
                cart ->
                    "{\"level\":30,\"msg\":\"in "
                        + cart
                        + "\",\"cart\":\""
                        + cart
                        + "\",\"shop\":\"b"
                        + cart.charAt(5)
                        + "\"}\n")
            .collect(Collectors.joining());
    String[] two = {"journey", "--field", "cart=cart-1", "--field", "cart=cart-2", "--source", "-"};
    assertThat(CommandRun.withInput(lines, two).out())
        .contains("in cart-1", "in cart-2")
        .doesNotContain("in cart-3");
    String[] narrowed = {
      "journey", "--field", "cart=cart-1", "--field", "shop=b2", "--source", "-"
    };
    assertThat(CommandRun.withInput(lines, narrowed).exit()).isEqualTo(4);
  }

  @Test
  void aFileThatLogstashEncoderWrote() {
    CommandRun run = CommandRun.of("journey", "--user", "alice", "--source", file("logback.log"));
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("order 4711 received", "bank refused the card")
        .doesNotContain("order of bob");
  }

  @Test
  void filesOfTwoWritersAreOneJourney() {
    CommandRun run =
        CommandRun.of(
            "journey",
            "--user",
            "alice",
            "--source",
            file("pino.log"),
            "--source",
            file("logback.log"));
    assertThat(run.out()).contains("cart opened", "order 4711 received");
    assertThat(run.out().indexOf("cart opened"))
        .isLessThan(run.out().indexOf("order 4711 received"));
  }

  @Test
  void aPatternNamesThemAllGzipIncluded() throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("pino.log.gz")))) {
      out.write(sample("pino.log").getBytes(StandardCharsets.UTF_8));
    }
    Files.delete(folder.resolve("pino.log"));
    CommandRun run = CommandRun.of("journey", "--user", "alice", "--source", file("*.log*"));
    assertThat(run.out()).contains("cart opened", "order 4711 received");
  }

  @Test
  void openTelemetrysOwnExampleOverManyLines() {
    CommandRun run =
        CommandRun.of("trace", "5b8efff798038103d269b633813fc60c", "--source", file("otlp.json"));
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("I'm a server span", "my.service");
  }

  @Test
  void standardInput() throws IOException {
    CommandRun run =
        CommandRun.withInput(sample("pino.log"), "journey", "--user", "alice", "--source", "-");
    assertThat(run.out()).contains("cart opened");
  }

  @Test
  void whatCannotBeReadIsCountedAndMakesTheAnswerIncomplete() {
    String input = sample("pino.log") + "Server listening on 3000\n{\"level\":30\n";
    String[] ask = {"journey", "--user", "alice", "--source", "-", "--require-complete"};
    CommandRun run = CommandRun.withInput(input, ask);
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("2 of 7 lines could not be read; the first: stdin line 6");
    assertThat(run.err()).contains("not complete", "2 of 7 lines");
  }

  @Test
  void aSourceThatFailsBesideOneThatAnsweredIsShown() {
    CommandRun run =
        CommandRun.of(
            "journey",
            "--user",
            "alice",
            "--source",
            file("pino.log"),
            "--source",
            file("missing.log"));
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("missing.log does not exist", "not complete");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:/no/such.log", "file:/no/*.log", "lucene:/no/such", "http://127.0.0.1:1"})
  void aSourceThatCannotAnswerEndsInOne(String source) {
    CommandRun run = CommandRun.of("journey", "--user", "alice", "--source", source);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err().lines()).singleElement().asString().contains(source);
    assertThat(CommandRun.of("users", "--source", source).exit()).isEqualTo(1);
  }

  @Test
  void aFolderIsNoFile() {
    assertThat(CommandRun.of("users", "--source", "file:" + folder).err()).contains("is a folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice\" OR *:*",
        "alice*",
        "a/b",
        "{\"match_all\":{}}",
        "*",
        "[* TO *]",
        " alice",
        "${jndi:ldap://x}",
        "alice\u0000",
        "' OR 1=1 --"
      })
  void aHandleIsDataAndNeverAQuery(String name) {
    CommandRun run = CommandRun.of("journey", "--user", name, "--source", file("pino.log"));
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("nothing found");
  }

  @Test
  void aNameThatOnlyMessagesHoldIsMarkedAsAGuess() {
    CommandRun run = CommandRun.of("journey", "--user", "ALICE", "--source", file("pino.log"));
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("[text match, confidence 0.5]");
  }

  @Test
  void nothingFoundIsStillJsonForAProgram() {
    CommandRun run =
        CommandRun.of("journey", "--user", "zoe", "--source", file("pino.log"), "--format", "json");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out()).startsWith("{\"schema\":\"throughline.journey/1\"").endsWith("}\n");
  }

  @Test
  void usersOfAFile() {
    CommandRun run = CommandRun.of("users", "--source", file("pino.log"));
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("USER", "alice", "bob");
    assertThat(CommandRun.of("users", "--source", file("pino.log"), "--format", "json").out())
        .startsWith("{\"users\":[{\"user\":");
  }

  @Test
  void aWindowBoundsAlsoAFile() {
    String[] ask = {
      "journey", "--user", "alice", "--source", file("pino.log"), "--until", "2020-01-01"
    };
    assertThat(CommandRun.of(ask).exit()).isEqualTo(4);
  }

  private String file(String name) {
    return "file:" + folder.resolve(name);
  }

  private static String sample(String name) {
    try (InputStream in = FilesTest.class.getResourceAsStream("/samples/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
