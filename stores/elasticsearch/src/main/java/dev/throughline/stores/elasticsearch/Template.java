package dev.throughline.stores.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;

/** The index template: settings in one of several variants, the mapping from its file. */
final class Template {
  /** Raised with every change to the template; a newer one in the cluster is left alone. */
  static final int VERSION = 1;

  /** Above the 100 of what Elasticsearch brings along. */
  private static final int PRIORITY = 300;

  private static final int MOST_FIELDS = 300;

  private final ElasticsearchOptions options;
  private final Indices indices;

  Template(ElasticsearchOptions options) {
    this.options = options;
    this.indices = new Indices(options);
  }

  String name() {
    return options.prefix();
  }

  /**
   * What a cluster may lack.
   *
   * @param logs the index mode for logs: sorted by time, and columns packed tighter
   * @param matchOnly the text type without frequencies
   * @param lifecycle a data stream's own retention
   */
  record Variant(boolean logs, boolean matchOnly, boolean lifecycle) {}

  byte[] body(Variant variant) {
    return Json.object(
        json -> {
          json.writeNumberProperty("version", VERSION);
          json.writeNumberProperty("priority", PRIORITY);
          json.writeName("index_patterns");
          json.writeStartArray();
          indices.patterns().forEach(json::writeString);
          json.writeEndArray();
          if (options.dataStreams()) {
            json.writeName("data_stream");
            json.writeStartObject();
            json.writeEndObject();
          }
          json.writeName("template");
          json.writeStartObject();
          settings(json, variant);
          if (variant.lifecycle()) {
            lifecycle(json);
          }
          json.writeName("mappings");
          json.writeRawValue(mapping(variant));
          json.writeEndObject();
        });
  }

  private void settings(JsonGenerator json, Variant variant) {
    json.writeName("settings");
    json.writeStartObject();
    if (variant.logs()) {
      json.writeStringProperty("index.mode", "logsdb");
      json.writeStringProperty("index.mapping.source.mode", "stored");
      json.writeStringProperty("index.sort.field", Fields.TIME);
      json.writeStringProperty("index.sort.order", "desc");
    } else {
      json.writeStringProperty("index.codec", "best_compression");
    }
    json.writeStringProperty("index.refresh_interval", "1s");
    json.writeStringProperty("index.translog.durability", "request");
    json.writeStringProperty("index.auto_expand_replicas", "0-1");
    json.writeNumberProperty("index.mapping.total_fields.limit", MOST_FIELDS);
    if (options.ilmPolicy() != null) {
      json.writeStringProperty("index.lifecycle.name", options.ilmPolicy());
    }
    json.writeEndObject();
  }

  private void lifecycle(JsonGenerator json) {
    json.writeName("lifecycle");
    json.writeStartObject();
    json.writeStringProperty("data_retention", options.retention().toDays() + "d");
    json.writeEndObject();
  }

  private static String mapping(Variant variant) {
    // Without norms and frequencies nothing is lost: nobody here ranks messages.
    String message =
        variant.matchOnly()
            ? "{\"type\": \"match_only_text\"}"
            : "{\"type\": \"text\", \"norms\": false}";
    return resource().replace("@version@", String.valueOf(VERSION)).replace("@message@", message);
  }

  private static String resource() {
    try (InputStream in = Template.class.getResourceAsStream("mapping.json")) {
      if (in == null) {
        throw new IOException("mapping.json is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
