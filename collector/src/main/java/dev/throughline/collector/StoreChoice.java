package dev.throughline.collector;

import dev.throughline.stores.elasticsearch.ElasticsearchOptions;
import java.util.Map;

/** Where records are to be kept, as {@code --store} says. */
sealed interface StoreChoice {

  /** In a folder below {@code --data}. */
  record Embedded() implements StoreChoice {}

  /** In a cluster. */
  record Elasticsearch(ElasticsearchOptions options) implements StoreChoice {}

  /**
   * Reads {@code lucene} or {@code es:URL}.
   *
   * @param environment holds what is secret
   * @throws IllegalArgumentException naming what is wrong, never a password
   */
  static StoreChoice parse(String text, Map<String, String> environment) {
    if (text.equals("lucene")) {
      return new Embedded();
    }
    if (text.regionMatches(true, 0, "es:", 0, 3)) {
      return new Elasticsearch(ElasticsearchOptions.parse(text, environment));
    }
    // What it is may be a mistyped address with a password in it: only its beginning is shown.
    int colon = text.indexOf(':');
    String shown = colon < 0 ? text : text.substring(0, colon + 1) + "...";
    throw new IllegalArgumentException(
        "\"" + shown + "\" is no store, expected lucene or es:https://HOST:9200");
  }
}
