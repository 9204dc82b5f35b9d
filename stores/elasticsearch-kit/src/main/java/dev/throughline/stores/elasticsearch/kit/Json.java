package dev.throughline.stores.elasticsearch.kit;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** The answers of a cluster as text. */
final class Json {
  private Json() {}

  static String text(String value) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(value)) + '"';
  }

  static String error(ItemError error) {
    return "{\"type\":" + text(error.type()) + ",\"reason\":" + text(error.reason()) + "}";
  }

  /** The answer to a bulk request: an error or null for each operation. */
  static String bulk(List<BulkOperation> operations, List<@Nullable ItemError> errors) {
    StringBuilder answer = new StringBuilder("{\"errors\":");
    answer.append(errors.stream().anyMatch(error -> error != null));
    answer.append(",\"took\":1,\"items\":[");
    for (int i = 0; i < errors.size(); i++) {
      answer.append(i == 0 ? "" : ",").append(item(operations.get(i), errors.get(i)));
    }
    return answer.append("]}").toString();
  }

  private static String item(BulkOperation operation, @Nullable ItemError error) {
    String where =
        "\"_index\":" + text(operation.index()) + ",\"_id\":" + text(operation.id()) + ",";
    String what =
        error == null
            ? "\"_version\":1,\"result\":\"created\",\"status\":201"
            : "\"status\":" + error.status() + ",\"error\":" + error(error);
    return "{" + text(operation.action()) + ":{" + where + what + "}}";
  }

  static String names(Iterable<String> names, String content) {
    StringBuilder object = new StringBuilder("{");
    for (String name : names) {
      object.append(object.length() == 1 ? "" : ",").append(text(name)).append(":").append(content);
    }
    return object.append("}").toString();
  }

  static String list(List<String> elements) {
    return elements.stream().collect(Collectors.joining(",", "[", "]"));
  }
}
