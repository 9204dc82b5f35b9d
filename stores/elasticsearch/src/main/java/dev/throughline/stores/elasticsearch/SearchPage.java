package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One page of a search.
 *
 * @param pit the name of the point in time from now on, or null when the answer has none
 */
record SearchPage(List<Hit> hits, @Nullable String pit) {

  /**
   * One document, still in the bytes of the answer.
   *
   * @param from where in them it begins
   * @param sort what the next page starts after
   */
  record Hit(String index, String id, byte[] answer, int from, int length, List<Long> sort) {
    /**
     * @throws IllegalArgumentException when it is no record of ours
     */
    Signal signal() {
      return RecordReader.read(id, answer, from, length);
    }
  }

  /**
   * @throws IllegalArgumentException when the answer is not what a search answers
   */
  static SearchPage parse(byte[] answer) {
    try (JsonParser json = Json.parser(answer)) {
      List<Hit> hits = null;
      String pit = null;
      expect(json.nextToken() == JsonToken.START_OBJECT);
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "pit_id" -> pit = json.getString();
          case "hits" -> hits = outerHits(json, answer);
          default -> json.skipChildren();
        }
      }
      expect(hits != null);
      return new SearchPage(hits == null ? List.of() : hits, pit);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no answer to a search: " + e.getOriginalMessage(), e);
    }
  }

  private static List<Hit> outerHits(JsonParser json, byte[] answer) {
    List<Hit> hits = new ArrayList<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      if (name.equals("hits") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          hits.add(hit(json, answer));
        }
      } else {
        json.skipChildren();
      }
    }
    return hits;
  }

  private static Hit hit(JsonParser json, byte[] answer) {
    String index = "";
    String id = "";
    int from = 0;
    int length = 0;
    List<Long> sort = new ArrayList<>(1);
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "_index" -> index = json.getString();
        case "_id" -> id = json.getString();
        case "_source" -> {
          from = Math.toIntExact(json.currentTokenLocation().getByteOffset());
          json.skipChildren();
          length = Math.toIntExact(json.currentLocation().getByteOffset()) - from;
        }
        case "sort" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            sort.add(json.getLongValue());
          }
        }
        default -> json.skipChildren();
      }
    }
    return new Hit(index, id, answer, from, length, sort);
  }

  private static void expect(boolean asExpected) {
    if (!asExpected) {
      throw new IllegalArgumentException("no answer to a search: it has no hits");
    }
  }
}
