package dev.throughline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The demo with its store on a real node: the same journeys, and what Kibana's queries find. */
@Timeout(600)
class TopologyIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private static @Nullable Topology topology;

  @BeforeAll
  static void shop() throws Exception {
    topology = Topology.afterShopping(folder);
    for (String customer : Topology.CUSTOMERS) {
      Await.until(
          customer + "'s journey is complete in both stores",
          () ->
              isWhole(topology().lucene, customer) && isWhole(topology().elasticsearch, customer));
    }
  }

  @AfterAll
  static void end() throws IOException {
    if (topology != null) {
      topology.close();
    }
  }

  private static boolean isWhole(Started collector, String customer) throws Exception {
    ObjectNode journey = topology().journey(collector, "user", customer);
    List<String> names = new ArrayList<>();
    journey.get("steps").forEach(step -> names.add(step.get("name").asString("")));
    return journey.get("complete").asBoolean() && names.contains("UserLoggedIn");
  }

  @Test
  void everyJourneyIsTheSameAsOnLucene() throws Exception {
    for (String customer : Topology.CUSTOMERS) {
      same("user", customer);
    }
  }

  @Test
  void byOtherHandlesToo() throws Exception {
    ObjectNode alice = topology().journey(topology().lucene, "user", "alice");
    for (String handle : List.of("trace", "correlation", "session")) {
      String id = alice.at("/steps/0/" + handle + "_id").asString();
      assertThat(same(handle, id).get("steps").size()).as(handle).isPositive();
    }
  }

  private static ObjectNode same(String handle, String value) throws Exception {
    ObjectNode onLucene = topology().journey(topology().lucene, handle, value);
    ObjectNode onElasticsearch = topology().journey(topology().elasticsearch, handle, value);
    assertThat(onElasticsearch.toPrettyString())
        .as("%s %s", handle, value)
        .isEqualTo(onLucene.toPrettyString());
    return onLucene;
  }

  @Test
  void everyFieldOfTheSavedObjectsIsInTheMapping() throws Exception {
    JsonNode fields = topology().fields();
    SavedObjects saved = SavedObjects.read();
    for (String field : saved.fields()) {
      String mapped = field.startsWith("attributes.") ? "attributes" : field;
      assertThat(fields.has(mapped)).as(field).isTrue();
    }
    for (JsonNode panel : saved.panels()) {
      for (String field : SavedObjects.sourceFields(panel)) {
        for (JsonNode type : fields.get(field)) {
          assertThat(type.get("aggregatable").asBoolean()).as(field).isTrue();
        }
      }
    }
  }

  @Test
  void theQueriesOfTheSavedObjectsFindTheDemosRows() throws Exception {
    Peers.install();
    SavedObjects saved = SavedObjects.read();
    assertThat(found(kql(saved, "throughline-one-user"))).isEqualTo(rows("user_id", "alice"));

    String id = String.valueOf(rows("user_id", "alice", "correlation_id").iterator().next());
    String correlation = kql(saved, "throughline-one-correlation-id");
    assertThat(found(correlation.replace("*", "\"" + id + "\"")))
        .isEqualTo(rows("correlation_id", id));
    assertThat(found(correlation)).containsAll(rows("user_id", "bob"));

    Set<String> errors = found(kql(saved, "throughline-errors"));
    // Also found: what a framework says about itself, in nobody's journey.
    errors.retainAll(rows());
    assertThat(errors).isEqualTo(errorRows());
    for (SavedObjects.Asked asked : saved.queries()) {
      if (!asked.where().equals("throughline-dead-letters")) {
        assertThat(found(asked.kql())).as(asked.where()).isNotEmpty();
      }
    }
  }

  @Test
  void whatTheNodeRefusesIsFoundAsADeadLetter() throws Exception {
    Peers.install();
    String kql = kql(SavedObjects.read(), "throughline-dead-letters");
    assertThat(found(kql)).isEmpty();

    // A day's index that somebody made before us, and in which messages are numbers.
    Instant day = Instant.now().minus(Duration.ofDays(20));
    topology()
        .administer(
            "PUT",
            "/throughline-logs-"
                + DateTimeFormatter.ofPattern("uuuu.MM.dd").withZone(ZoneOffset.UTC).format(day),
            """
            {"settings": {"index.mapping.ignore_malformed": false},
             "mappings": {"properties": {"message": {"type": "long"}}}}
            """);
    topology()
        .sendLines(
            """
            {"@timestamp": "%s", "message": "no number", "service.name": "old", "user_id": "zoe"}
            """
                .formatted(day));

    Await.until("the dead letter is told of", () -> !found(kql).isEmpty());
    assertThat(found(kql + " and attributes.dead_letter.user.id:\"zoe\"")).hasSize(1);
  }

  @Test
  void theLinksOfTheCommandLineFindThem() throws Exception {
    Peers.install();
    assertThat(linked("--user", "alice")).isEqualTo(rows("user_id", "alice"));
    String trace =
        topology().journey(topology().lucene, "user", "alice").at("/steps/0/trace_id").asString();
    assertThat(linked("--trace", trace)).isEqualTo(rows("trace_id", trace));
    assertThat(linked("--field", "sku=espresso")).isEqualTo(rowsWith("sku", "espresso"));
    for (String odd : List.of("alice\" OR *:*", "*", "alice*", "ali\\ce", "alice or bob", "'!(")) {
      assertThat(linked("--user", odd)).as(odd).isEmpty();
    }
  }

  /**
   * The documents that a link of `trace-cli kibana` opens on, read by rison and Kibana's parser.
   */
  private static Set<String> linked(String handle, String value) throws Exception {
    Process cli =
        new ProcessBuilder("../bin/trace-cli", "kibana", handle, value)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String link = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(cli.waitFor()).isZero();
    return topology().found(Peers.answers("read-link.js", link).getFirst().get("query"));
  }

  private static String kql(SavedObjects saved, String search) {
    return SavedObjects.kql(saved.get("search", search));
  }

  private static Set<String> found(String kql) throws Exception {
    String line = JSON.writeValueAsString(kql);
    return topology().found(Peers.answers("read-kql.js", line + "\n").getFirst());
  }

  /** The records of all journeys, as the other store tells them, that say this of themselves. */
  private static Set<String> rows(String name, String value) throws Exception {
    Set<String> rows = new TreeSet<>();
    for (JsonNode step : allSteps()) {
      if (value.equals(step.get(name).asString(""))) {
        rows.add(step.get("record").asString());
      }
    }
    return rows;
  }

  private static Set<String> rows(String name, String value, String wanted) throws Exception {
    Set<String> values = new TreeSet<>();
    for (JsonNode step : allSteps()) {
      if (value.equals(step.get(name).asString("")) && !step.get(wanted).isNull()) {
        values.add(step.get(wanted).asString());
      }
    }
    return values;
  }

  private static Set<String> rowsWith(String attribute, String value) throws Exception {
    Set<String> rows = new TreeSet<>();
    for (JsonNode step : allSteps()) {
      if (value.equals(step.path("attributes").path(attribute).asString(""))) {
        rows.add(step.get("record").asString());
      }
    }
    return rows;
  }

  private static Set<String> rows() throws Exception {
    Set<String> rows = new TreeSet<>();
    allSteps().forEach(step -> rows.add(step.get("record").asString()));
    return rows;
  }

  private static Set<String> errorRows() throws Exception {
    Set<String> rows = new TreeSet<>();
    for (JsonNode step : allSteps()) {
      if (step.get("status").asString("").equals("error")
          || Set.of("ERROR", "FATAL").contains(step.get("level").asString(""))) {
        rows.add(step.get("record").asString());
      }
    }
    return rows;
  }

  private static List<JsonNode> allSteps() throws Exception {
    List<JsonNode> steps = new ArrayList<>();
    for (String customer : Topology.CUSTOMERS) {
      topology().journey(topology().lucene, "user", customer).get("steps").forEach(steps::add);
    }
    return steps;
  }

  private static Topology topology() {
    return Objects.requireNonNull(topology);
  }
}
