package dev.throughline.stores.elasticsearch.kit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a fake cluster holds: every copy of every document, and the ids that it knows of. */
final class Documents {
  private final Map<String, List<String>> copies = new LinkedHashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> indices = new TreeSet<>();

  /** Carries it out; null when it worked. */
  synchronized @Nullable ItemError apply(BulkOperation operation) {
    String key = operation.index() + "/" + operation.id();
    switch (operation.action()) {
      case "delete" -> {
        copies.remove(operation.id());
        known.remove(key);
      }
      case "create" -> {
        if (!known.add(key)) {
          return ItemError.conflict(operation.id());
        }
        add(operation);
      }
      default -> {
        known.add(key);
        copies.remove(operation.id());
        add(operation);
      }
    }
    return null;
  }

  private void add(BulkOperation operation) {
    indices.add(operation.index());
    copies.computeIfAbsent(operation.id(), id -> new ArrayList<>()).add(operation.source());
  }

  /** As after a roll-over: the documents stay, and their ids are free again. */
  synchronized void forgetIds() {
    known.clear();
  }

  synchronized Map<String, List<String>> copies() {
    Map<String, List<String>> snapshot = new LinkedHashMap<>();
    copies.forEach((id, sources) -> snapshot.put(id, List.copyOf(sources)));
    return snapshot;
  }

  synchronized Set<String> indices() {
    return Set.copyOf(indices);
  }

  synchronized void removeIndex(String index) {
    indices.remove(index);
  }
}
