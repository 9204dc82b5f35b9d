package dev.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                              | no command",
        "jurney --user alice                           | jurney",
        "journey                                       | nobody is asked for",
        "journey --usr alice                           | --usr",
        "journey --user                                | --user",
        "journey --user alice --since soon             | \"soon\" is no time",
        "journey --user alice --until 09:00 --since 10:00 | --since 10:00",
        "journey --user alice --around 2h              | --at TIME",
        "journey --user alice --tz Mars                | --tz \"Mars\"",
        "journey --user alice --since 4000d            | at most 3650d",
        "journey --user alice --format xml             | --format",
        "journey --user alice --color sometimes        | ALWAYS, NEVER",
        "journey --user alice --limit 0                | --limit 0",
        "journey --user alice --min-confidence 2       | --min-confidence 2.0",
        "journey --user alice --min-confidence NaN     | --min-confidence NaN",
        "journey --user alice --without s-1            | KIND=VALUE",
        "journey --user alice --without sesion=s-1     | KIND=VALUE",
        "journey --field order_id                      | KEY=VALUE",
        "journey --field =4711                         | KEY=VALUE",
        "journey --trace 12                            | 32 hex digits",
        "trace                                         | ID",
        "trace 00000000000000000000000000000000        | not all zero",
        "trace 4bf92f3577b34da6a3ce929d0e0e473g        | 32 hex digits",
        "journey --user alice --source ftp://x         | no source",
        "journey --user alice --source app.log         | no source",
        "journey --user alice --source http:           | http://HOST:PORT",
        "journey --user alice --source http://u:p@h/   | http://HOST:PORT",
        "journey --user alice --source lucene:         | lucene:DIR",
        "kibana                                        | nobody is asked for",
        "kibana --user alice --kibana localhost:5601   | http(s)://HOST:PORT",
        "kibana --user alice --kibana https://u:p@k/   | http(s)://HOST:PORT",
        "kibana --user alice --kibana http://k/?a=b    | http(s)://HOST:PORT",
        "kibana --session s1 --whole                   | trace-cli journey --whole",
        "kibana --user alice --since soon              | \"soon\" is no time",
        "users --limit 0                               | --limit 0",
        "users --limit 1000000000                      | 1 to 100000",
        "users --format tree                           | --format",
        "diff                                          | --good TIME, --other NAME or two files",
        "diff --user alice                             | --good TIME, --other NAME or two files",
        "diff --good 10:00                             | nobody is asked for",
        "diff --user alice --good soon                 | --good \"soon\" is no time",
        "diff --session s --other bob                  | expected --user",
        "diff --trace 4bf92f3577b34da6a3ce929d0e0e4736 --good 10:00 | same at any time",
        "diff good.json                                | expected two",
        "diff good.json bad.json --user alice          | expected one of them",
        "demo                                          | bin/trace-cli",
        "dlq                                           | list, show, replay or drop",
        "dlq list --limit 0                            | --limit 0",
        "dlq list --source lucene:x                    | http://HOST:PORT",
        "dlq show                                      | ID",
        "dlq replay                                    | either some ids",
        "dlq replay --all --reason x                   | either some ids",
        "dlq drop --all                                | --yes",
      })
  void wrongUsageEndsInTwoAndOneLineThatSaysWhatWasExpected(String line, String expected) {
    CommandRun run = line == null ? CommandRun.of() : CommandRun.of(line.split(" +"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString().contains(expected);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void anEmptyNameIsRefused() {
    assertThat(CommandRun.of("journey", "--user", " ").err()).contains("--user is empty");
  }

  @Test
  void whatTheUserTypedIsShownEscaped() {
    CommandRun run = CommandRun.of("journey", "--user", "a", "--since", "\u001b[2J\u202e");
    assertThat(run.err()).contains("\\x1b[2J‹U+202E›").doesNotContain("\u001b");
  }

  @Test
  void anArgumentIsNeverAFileOfArguments() {
    CommandRun run = CommandRun.of("journey", "--user", "@/etc/hostname", "--source", "-");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("user @/etc/hostname");
  }

  @Test
  void helpAndVersionAreNoErrors() {
    assertThat(CommandRun.of("--version").exit()).isZero();
    assertThat(CommandRun.of("--help").out())
        .contains("journey", "trace", "users", "kibana", "demo");
    assertThat(CommandRun.of("journey", "--help").out()).contains("--user", "--since", "--source");
  }

  @Test
  void theSchemaIsPrinted() {
    assertThat(CommandRun.of("schema").out()).contains("throughline.journey/1");
  }
}
