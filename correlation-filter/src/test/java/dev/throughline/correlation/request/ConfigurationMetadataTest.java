package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.trace.TraceFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor of application.properties offers is what there is. */
class ConfigurationMetadataTest {
  /** What the appenders ask for, each when it is set up. */
  private static final Set<String> LOGGING =
      Set.of(
          "throughline.json",
          "throughline.log.file",
          "throughline.tls.truststore",
          "throughline.tls.truststore.password",
          "throughline.tls.keystore",
          "throughline.tls.keystore.password");

  private final JsonNode metadata = read();

  @Test
  void everySettingIsDescribedAndNothingElse() {
    Set<String> settings = new TreeSet<>(Set.of("throughline.reactor"));
    settings.addAll(LOGGING);
    Settings.read(
        name -> {
          settings.add(name);
          return null;
        });
    assertThat(values(metadata.get("properties"), "name"))
        .containsExactlyInAnyOrderElementsOf(settings);
    for (JsonNode property : metadata.get("properties")) {
      assertThat(property.get("description").asString()).isNotBlank();
      assertThat(property.get("type").asString()).startsWith("java.");
    }
  }

  @Test
  void theValuesOfferedAreThoseUnderstood() {
    assertThat(hints("throughline.trust")).containsExactlyElementsOf(names(Trust.values()));
    assertThat(hints("throughline.formats")).containsExactlyElementsOf(names(TraceFormat.values()));
  }

  private List<String> hints(String property) {
    return metadata
        .get("hints")
        .valueStream()
        .filter(hint -> hint.get("name").asString().equals(property))
        .flatMap(hint -> values(hint.get("values"), "value").stream())
        .toList();
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> values(JsonNode list, String field) {
    return list.valueStream().map(element -> element.get(field).asString()).toList();
  }

  private static JsonNode read() {
    try (InputStream json =
        Settings.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      return JsonMapper.shared().readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
