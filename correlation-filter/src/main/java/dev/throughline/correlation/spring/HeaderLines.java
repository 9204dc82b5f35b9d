package dev.throughline.correlation.spring;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;

/** What is on a call already, by ways to its headers that Spring 6 and 7 both have. */
final class HeaderLines {
  static List<String> of(HttpHeaders headers, String name) {
    if (headers.getFirst(name) == null) {
      return List.of(); // nearly always
    }
    List<String> found = new ArrayList<>();
    headers.forEach(
        (header, lines) -> {
          if (header.equalsIgnoreCase(name)) {
            found.addAll(lines);
          }
        });
    return found;
  }

  private HeaderLines() {}
}
