package dev.throughline.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.collector.CommandLineOptions.Ended;
import dev.throughline.collector.CommandLineOptions.Parsed;
import dev.throughline.collector.CommandLineOptions.Start;
import dev.throughline.stores.elasticsearch.Login;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineOptionsTest {
  @TempDir Path folder;

  private final PrintStream realErrors = System.err;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(realErrors);
  }

  private static CollectorOptions options(Parsed parsed) {
    assertThat(parsed).isInstanceOf(Start.class);
    return ((Start) parsed).options();
  }

  private Parsed withFile(String yaml, Map<String, String> environment, String... arguments)
      throws IOException {
    Path file = Files.writeString(folder.resolve("collector.yaml"), yaml);
    String[] all = new String[arguments.length + 2];
    all[0] = "--config";
    all[1] = file.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return CommandLineOptions.parse(all, environment);
  }

  @Test
  void defaultsAreThePortsOfTheProtocolsOnLoopback() {
    CollectorOptions options = options(CommandLineOptions.parse(new String[0], Map.of()));
    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.intakePort()).isEqualTo(4318);
    assertThat(options.jsonPort()).isEqualTo(5170);
    assertThat(options.queryPort()).isEqualTo(7070);
    assertThat(options.retention()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void theStoreIsTheFoldersUnlessAClusterIsNamed() throws IOException {
    assertThat(options(CommandLineOptions.parse(new String[0], Map.of())).store())
        .isEqualTo(new StoreChoice.Embedded());
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret\n");
    Map<String, String> environment =
        Map.of(
            "ELASTICSEARCH_USERNAME",
            "collector",
            "ELASTICSEARCH_PASSWORD_FILE",
            secret.toString());
    CollectorOptions options = options(withFile("store: es:https://search.example\n", environment));
    assertThat(options.store())
        .isInstanceOfSatisfying(
            StoreChoice.Elasticsearch.class,
            cluster -> {
              assertThat(cluster.options().name()).isEqualTo("es:https://search.example:9200");
              assertThat(cluster.options().login())
                  .isEqualTo(new Login.Basic("collector", "s3cret"));
            });
    assertThat(options.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "es:                             | expected es:https://HOST:9200",
        "es:ftp://host                   | expected es:https://HOST:9200",
        "es:http://u:s3cret@ho st        | ho st",
        "es:http://u:s3cret@host?indx=a  | indx",
        "http://u:s3cret@host:9200       | expected lucene or es:https://HOST:9200",
        "mongodb                         | \"mongodb\" is no store",
      })
  void aStoreThatIsNoneIsSaidInOneLineWithoutItsSecrets(String store, String why) {
    assertThat(CommandLineOptions.parse(new String[] {"--store", store}, Map.of()))
        .isEqualTo(new Ended(2));
    assertThat(errors.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("--store", why)
        .doesNotContain("s3cret");
  }

  @Test
  void theFlagWinsOverTheVariableAndTheVariableOverTheFile() throws IOException {
    CollectorOptions options =
        options(
            withFile(
                "intake-port: 1\njson-port: 1\nquery-port: 1\nretention: 7d\n",
                Map.of("THROUGHLINE_INTAKE_PORT", "2", "THROUGHLINE_JSON_PORT", "2"),
                "--intake-port=3"));
    assertThat(options.intakePort()).isEqualTo(3);
    assertThat(options.jsonPort()).isEqualTo(2);
    assertThat(options.queryPort()).isEqualTo(1);
    assertThat(options.retention()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void theFileSaysEverythingThatTheFlagsSay() throws IOException {
    CollectorOptions options =
        options(
            withFile(
                """
                data: /var/throughline
                host: 0.0.0.0
                insecure: true
                allow-origin: [https://a.example, https://b.example]
                queue-max-bytes: 2g
                drain-delay: 5s
                """,
                Map.of()));
    assertThat(options.data()).isEqualTo(Path.of("/var/throughline"));
    assertThat(options.insecure()).isTrue();
    assertThat(options.allowOrigins())
        .containsExactlyInAnyOrder("https://a.example", "https://b.example");
    assertThat(options.queue().maxBytes()).isEqualTo(2L << 30);
    assertThat(options.drainDelay()).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "intake-prot: 1                       | unknown setting \"intake-prot\", did you mean \"intake-port\"?",
        "host: a\\nhost: b                    | duplicate key host",
        "host: !!javax.script.X {}            | javax.script.X",
        "a: &a [x]\\nb: [*a, *a]              | alias",
        "just text                            | expected lines name: value",
        "host: [                              | is not right",
        "intake-port: many                    | is not an int",
        "retention: 3 weeks                   | \"3 weeks\", expected such as",
        "retention: 2h                        | expected at least 1d",
        "intake-port: 70000                   | port 70000, expected 0 to 65535",
      })
  void aFileThatIsNotRightStopsTheStartInOneLine(String yaml, String why) throws IOException {
    Parsed parsed = withFile(yaml.replace("\\n", "\n"), Map.of());
    assertThat(parsed).isEqualTo(new Ended(2));
    assertThat(errors.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("collector: ")
        .containsIgnoringCase(why);
  }

  @ParameterizedTest
  @CsvSource({"--intake-prot=1", "--config=/nowhere/x.yaml", "stray", "--drain-delay=soon"})
  void aWrongCommandLineStopsTheStart(String argument) {
    assertThat(CommandLineOptions.parse(new String[] {argument}, Map.of())).isEqualTo(new Ended(2));
    assertThat(errors.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }
}
