package dev.throughline.correlation.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The headers by which a response tells a browser which others its scripts may read and send. The
 * application may have named some of its own.
 */
final class CorsLists {
  private static final String PREFIX = "Access-Control-";

  static boolean include(String header) {
    return header.startsWith(PREFIX);
  }

  /**
   * The names in the response's lines, and ours behind them; where it names all ({@code *}), that.
   */
  static String join(Collection<String> lines, String ours) {
    List<String> names = new ArrayList<>();
    lines.forEach(line -> addNew(names, line));
    if (!names.contains("*")) {
      addNew(names, ours);
    }
    return String.join(", ", names);
  }

  private static void addNew(List<String> names, String line) {
    for (String part : line.split(",", -1)) {
      String name = part.strip();
      if (!name.isEmpty() && names.stream().noneMatch(name::equalsIgnoreCase)) {
        names.add(name);
      }
    }
  }

  private CorsLists() {}
}
