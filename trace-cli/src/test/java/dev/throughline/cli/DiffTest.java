package dev.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two journeys side by side, from lines of a shop that was well yesterday. */
class DiffTest {
  private static final String YESTERDAY = "2026-11-21T10:00:0";
  private static final String TODAY = "2026-11-22T13:58:0";

  @TempDir Path folder;
  private String source = "";

  @BeforeEach
  void writeTwoDays() throws IOException {
    Path lines = folder.resolve("shop.jsonl");
    Files.write(
        lines,
        List.of(
            request(YESTERDAY, 1, "alice", "1.0", 200),
            event(YESTERDAY, 1, "alice", "OrderPlaced"),
            request(TODAY, 2, "alice", "1.1", 500),
            line(TODAY, 2, "alice", "card issuer not in table"),
            request(TODAY, 3, "bob", "1.1", 200),
            event(TODAY, 3, "bob", "OrderPlaced"),
            request(TODAY, 4, "carol", "1.1", 200),
            event(TODAY, 4, "carol", "OrderPlaced")));
    source = "file:" + lines;
  }

  private static String nanos(String second) {
    return java.time.Instant.parse(second + "Z").getEpochSecond() + "000000000";
  }

  private static String request(String day, int trace, String user, String version, int status) {
    String attribute = "{\"key\":\"%s\",\"value\":{\"%s\":\"%s\"}}";
    return """
        {"resourceSpans":[{"resource":{"attributes":[%s,%s]},"scopeSpans":[{"spans":[{\
        "traceId":"%032x","spanId":"%016x","name":"POST /pay","kind":2,\
        "startTimeUnixNano":"%s","endTimeUnixNano":"%s","status":{"code":%d},\
        "attributes":[%s,%s]}]}]}]}"""
        .formatted(
            attribute.formatted("service.name", "stringValue", "payments"),
            attribute.formatted("service.version", "stringValue", version),
            trace,
            trace,
            nanos(day + "1"),
            nanos(day + "2"),
            status == 200 ? 0 : 2,
            attribute.formatted("user.id", "stringValue", user),
            attribute.formatted("http.response.status_code", "intValue", status));
  }

  private static String event(String day, int trace, String user, String name) {
    return """
        {"@timestamp":"%s1.5Z","service.name":"payments","trace_id":"%032x","span_id":"%016x",\
        "user_id":"%s","level":"INFO","event_name":"%s","message":""}"""
        .formatted(day, trace, trace, user, name);
  }

  private static String line(String day, int trace, String user, String message) {
    return """
        {"@timestamp":"%s1.5Z","service.name":"payments","trace_id":"%032x","span_id":"%016x",\
        "user_id":"%s","level":"ERROR","exception.type":"LookupException","message":"%s"}"""
        .formatted(day, trace, trace, user, message);
  }

  @Test
  void nowBesideYesterday() {
    CommandRun run =
        CommandRun.of("diff", "--user", "alice", "--good", "yesterday 10:00", "--source", source);
    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.out().lines().toList())
        .startsWith(
            "✗ payments: card issuer not in table",
            "  new error: payments POST /pay",
            "  step 1, 2026-11-22 13:58:01.000; in the good journey"
                + " step 1, 2026-11-21 10:00:01.000")
        .anyMatch(line -> line.matches("missing hop +payments +OrderPlaced +1 +is not .*"))
        .anyMatch(line -> line.matches("other version +payments +1 +runs 1.1, before 1.0"));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void onePersonBesideAnother() {
    CommandRun run =
        CommandRun.of(
            "diff", "--user", "bob", "--other", "alice", "--since", "1h", "--source", source);
    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.out()).startsWith("✗ payments: card issuer not in table");
  }

  @Test
  void twoGoodRunsDifferInNothing() {
    CommandRun run = CommandRun.of("diff", "--user", "bob", "--other", "carol", "--source", source);
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("no difference between 2 steps and 2 steps\n");
  }

  @Test
  void twoFiles() throws IOException {
    String good = journey("bob", "good.json");
    String bad = journey("alice", "bad.json");
    CommandRun run = CommandRun.of("diff", good, bad);
    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.out()).startsWith("✗ payments: card issuer not in table");
    assertThat(CommandRun.of("diff", good, good).exit()).isZero();
    assertThat(CommandRun.withInput(Files.readString(Path.of(bad)), "diff", good, "-").out())
        .isEqualTo(run.out());
  }

  private String journey(String user, String name) throws IOException {
    String[] ask = {
      "journey", "--user", user, "--since", "1h", "--source", source, "--format", "json"
    };
    CommandRun run = CommandRun.of(ask);
    return Files.writeString(folder.resolve(name), run.out()).toString();
  }

  @Test
  void json() {
    CommandRun run =
        CommandRun.of(
            "diff",
            "--user",
            "bob",
            "--other",
            "alice",
            "--since",
            "1h",
            "--source",
            source,
            "--json");
    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.out())
        .startsWith("{\"schema\":\"throughline.diff/1\",\"good\":{\"subject\":{\"user\":[\"bob\"]}")
        .contains(
            "\"differences\":[{\"kind\":\"new_error\",\"service\":\"payments\","
                + "\"hop\":[\"POST /pay@payments\"],\"detail\":\"card issuer not in table\","
                + "\"good_step\":1,\"other_step\":1}")
        .endsWith("]}\n");
  }

  @Test
  void aFileThatIsNoJourneyIsNoAnswer() throws IOException {
    String good = journey("bob", "good.json");
    CommandRun run = CommandRun.of("diff", good, source.substring("file:".length()));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("shop.jsonl: not a journey").contains("--format json");
    assertThat(CommandRun.of("diff", good, "/no/such").err()).contains("/no/such does not exist");
  }

  @Test
  void whereOneOfThemIsNotThereNothingIsCompared() {
    CommandRun run = CommandRun.of("diff", "--user", "bob", "--other", "zoe", "--source", source);
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("nothing found for user zoe");
    assertThat(run.out()).isEmpty();
    CommandRun silent =
        CommandRun.of("diff", "--user", "a", "--other", "b", "--source", "file:/no");
    assertThat(silent.exit()).isEqualTo(1);
  }

  @Test
  void recordedTextCannotStirTheTerminal() throws IOException {
    Path lines = folder.resolve("hostile.jsonl");
    Files.write(
        lines,
        List.of(event(TODAY, 5, "dora", "Fine"), line(TODAY, 6, "eve", "\\u001b[2J\\u202e gone")));
    CommandRun run =
        CommandRun.of("diff", "--user", "dora", "--other", "eve", "--source", "file:" + lines);
    assertThat(run.out()).contains("\\x1b[2J").doesNotContain("\u001b", "\u202e");
  }
}
