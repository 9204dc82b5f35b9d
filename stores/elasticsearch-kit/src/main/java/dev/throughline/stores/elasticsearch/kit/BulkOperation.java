package dev.throughline.stores.elasticsearch.kit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One operation of a bulk request.
 *
 * @param action {@code create}, {@code index} or {@code delete}
 * @param source the document as it came; empty for a deletion
 */
public record BulkOperation(String action, String index, String id, String source) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @throws IllegalArgumentException when the body is no bulk request, as a real node says it
   */
  static List<BulkOperation> read(byte[] body) {
    List<BulkOperation> operations = new ArrayList<>();
    Iterator<String> lines = new String(body, StandardCharsets.UTF_8).lines().iterator();
    while (lines.hasNext()) {
      String line = lines.next();
      if (!line.isBlank()) {
        operations.add(read(line, lines));
      }
    }
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("request body is required");
    }
    return operations;
  }

  private static BulkOperation read(String line, Iterator<String> rest) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (json.nextToken() != JsonToken.START_OBJECT || json.nextName() == null) {
        throw malformed(line);
      }
      String action = json.currentName();
      String index = "";
      String id = "";
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "_index" -> index = json.getString();
          case "_id" -> id = json.getString();
          default -> json.skipChildren();
        }
      }
      boolean alone = action.equals("delete");
      if (!alone && !rest.hasNext()) {
        throw new IllegalArgumentException(
            "The bulk request must be terminated by a newline [\\n]");
      }
      return new BulkOperation(action, index, id, alone ? "" : rest.next());
    } catch (JacksonException e) {
      throw malformed(line);
    }
  }

  private static IllegalArgumentException malformed(String line) {
    return new IllegalArgumentException(
        "Malformed action/metadata line, found [" + line.substring(0, Math.min(40, line.length())));
  }
}
