package dev.throughline.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What {@code kibana/throughline.ndjson} says, with the JSON in its texts read too. */
final class SavedObjects {
  private static final Path FILE = Path.of("kibana/throughline.ndjson");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Kibana's word for "count the documents". */
  private static final String RECORDS = "___records___";

  private final List<JsonNode> objects;

  private SavedObjects(List<JsonNode> objects) {
    this.objects = objects;
  }

  static SavedObjects read() throws IOException {
    return new SavedObjects(Files.readAllLines(FILE).stream().map(JSON::readTree).toList());
  }

  List<JsonNode> all() {
    return objects;
  }

  /** A query and who asks it. */
  record Asked(String where, String kql) {}

  JsonNode get(String type, String id) {
    return objects.stream()
        .filter(object -> type.equals(text(object, "type")) && id.equals(text(object, "id")))
        .findFirst()
        .orElseThrow();
  }

  List<JsonNode> ofType(String type) {
    return objects.stream().filter(object -> type.equals(text(object, "type"))).toList();
  }

  /** The query of a saved search. */
  static String kql(JsonNode search) {
    return text(
        inner(search.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON")).at("/query"),
        "query");
  }

  List<JsonNode> panels() {
    return list(inner(get("dashboard", "throughline").at("/attributes/panelsJSON")));
  }

  List<Asked> queries() {
    List<Asked> queries = new ArrayList<>();
    for (JsonNode search : ofType("search")) {
      queries.add(new Asked(text(search, "id"), kql(search)));
    }
    for (JsonNode panel : panels()) {
      JsonNode query = panel.at("/embeddableConfig/attributes/state/query/query");
      if (!query.asString("").isEmpty()) {
        queries.add(new Asked(text(panel, "title"), query.asString()));
      }
    }
    return queries;
  }

  /** Every field that a column, a sort or a panel shows. */
  Set<String> fields() {
    Set<String> fields = new LinkedHashSet<>();
    fields.add(text(get("index-pattern", "throughline").at("/attributes"), "timeFieldName"));
    fields.addAll(
        inner(get("index-pattern", "throughline").at("/attributes/fieldFormatMap"))
            .propertyNames());
    for (JsonNode search : ofType("search")) {
      list(search.at("/attributes/columns")).forEach(column -> fields.add(column.asString()));
      list(search.at("/attributes/sort")).forEach(sort -> fields.add(sort.get(0).asString()));
    }
    for (JsonNode panel : panels()) {
      list(panel.at("/embeddableConfig/columns")).forEach(column -> fields.add(column.asString()));
      fields.addAll(sourceFields(panel));
    }
    return fields;
  }

  /** The fields that a panel counts or groups by. */
  static Set<String> sourceFields(JsonNode panel) {
    Set<String> fields = new LinkedHashSet<>();
    panel.findValues("sourceField").forEach(field -> fields.add(field.asString()));
    fields.remove(RECORDS);
    return fields;
  }

  /** JSON in a text. */
  static JsonNode inner(JsonNode text) {
    return JSON.readTree(text.asString());
  }

  static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list;
  }

  static String text(JsonNode object, String name) {
    return Objects.requireNonNull(object.get(name), () -> name + " in " + object).asString();
  }
}
