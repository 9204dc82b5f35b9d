package dev.throughline.correlation.servlet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header's lines as a list. Most headers that are asked for are not there, and cost nothing. */
final class HeaderLines {
  /** None for null, which a container may answer that does not tell its headers. */
  static List<String> of(@Nullable Enumeration<String> lines) {
    if (lines == null || !lines.hasMoreElements()) {
      return List.of();
    }
    String first = lines.nextElement();
    if (!lines.hasMoreElements()) {
      return Collections.singletonList(first);
    }
    List<String> all = new ArrayList<>();
    all.add(first);
    while (lines.hasMoreElements()) {
      all.add(lines.nextElement());
    }
    return all;
  }

  private HeaderLines() {}
}
