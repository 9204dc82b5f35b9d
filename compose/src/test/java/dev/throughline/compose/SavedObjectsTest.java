package dev.throughline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The saved objects as a file: what Kibana checks when it imports them, as far as it is known. */
class SavedObjectsTest {
  /**
   * The versions that the objects are written in. Kibana lifts older ones up and refuses newer
   * ones, so these are the oldest that have what is used.
   */
  private static final Map<String, String> VERSIONS =
      Map.of("index-pattern", "8.0.0", "search", "7.9.3", "dashboard", "8.9.0");

  private final SavedObjects saved;

  SavedObjectsTest() throws IOException {
    saved = SavedObjects.read();
  }

  @Test
  void everyObjectIsOfAKnownTypeAndAnOldVersion() {
    assertThat(saved.all()).hasSizeGreaterThan(5);
    for (JsonNode object : saved.all()) {
      assertThat(SavedObjects.text(object, "coreMigrationVersion")).isEqualTo("8.8.0");
      assertThat(SavedObjects.text(object, "typeMigrationVersion"))
          .isEqualTo(VERSIONS.get(SavedObjects.text(object, "type")));
    }
  }

  @Test
  void everyReferenceIsToAnObjectOfTheFile() {
    Set<String> there =
        saved.all().stream().map(SavedObjectsTest::name).collect(Collectors.toSet());
    assertThat(there).hasSameSizeAs(saved.all());
    for (JsonNode object : saved.all()) {
      for (JsonNode reference : object.get("references")) {
        assertThat(there).contains(name(reference));
      }
    }
  }

  @Test
  void everySearchNamesItsDataViewByReference() {
    for (JsonNode search : saved.ofType("search")) {
      JsonNode source =
          SavedObjects.inner(search.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON"));
      assertThat(referenceNames(search)).contains(SavedObjects.text(source, "indexRefName"));
    }
  }

  @Test
  void everyPanelFindsWhatItShows() {
    JsonNode dashboard = saved.get("dashboard", "throughline");
    List<String> references = referenceNames(dashboard);
    for (JsonNode panel : saved.panels()) {
      String index = SavedObjects.text(panel, "panelIndex");
      assertThat(panel.at("/gridData/i").asString()).isEqualTo(index);
      if (panel.has("panelRefName")) {
        assertThat(references).contains(index + ":" + SavedObjects.text(panel, "panelRefName"));
      } else {
        lensPanelIsWhole(panel, index, references);
      }
    }
    assertThat(saved.panels()).hasSize(4);
  }

  private static void lensPanelIsWhole(JsonNode panel, String index, List<String> references) {
    JsonNode attributes = panel.at("/embeddableConfig/attributes");
    JsonNode layers = attributes.at("/state/datasourceStates/formBased/layers");
    for (String layer : layers.propertyNames()) {
      String reference = "indexpattern-datasource-layer-" + layer;
      assertThat(referenceNames(attributes)).contains(reference);
      assertThat(references).contains(index + ":" + reference);
      JsonNode columns = layers.get(layer).get("columns");
      assertThat(layers.get(layer).get("columnOrder"))
          .extracting(JsonNode::asString)
          .containsExactlyInAnyOrderElementsOf(columns.propertyNames());
      for (JsonNode by : columns.findValues("columnId")) {
        assertThat(columns.propertyNames()).contains(by.asString());
      }
    }
    JsonNode visualization = attributes.at("/state/visualization");
    for (JsonNode layer : visualization.findValues("layerId")) {
      assertThat(layers.propertyNames()).contains(layer.asString());
    }
  }

  @Test
  void panelsLieBesideEachOtherOnTheGrid() {
    boolean[][] taken = new boolean[200][48];
    for (JsonNode panel : saved.panels()) {
      JsonNode grid = panel.get("gridData");
      for (int y = grid.get("y").asInt(); y < grid.get("y").asInt() + grid.get("h").asInt(); y++) {
        for (int x = grid.get("x").asInt();
            x < grid.get("x").asInt() + grid.get("w").asInt();
            x++) {
          assertThat(taken[y][x]).as("%s at %d,%d", name(panel), x, y).isFalse();
          taken[y][x] = true;
        }
      }
    }
  }

  private static List<String> referenceNames(JsonNode object) {
    return SavedObjects.list(object.get("references")).stream()
        .map(reference -> SavedObjects.text(reference, "name"))
        .toList();
  }

  private static String name(JsonNode object) {
    return object.path("type").asString()
        + " "
        + object.path("id").asString(object.path("title").asString(""));
  }
}
