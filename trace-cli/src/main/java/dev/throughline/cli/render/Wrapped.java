package dev.throughline.cli.render;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines at blanks, and in the middle of a word only when it must be. */
final class Wrapped {
  private Wrapped() {}

  /**
   * The lines of a text.
   *
   * @param safe visible text
   * @param cells the most a line may take
   */
  static List<String> lines(String safe, int cells) {
    List<String> lines = new ArrayList<>();
    String rest = safe.strip();
    while (Cells.of(rest) > cells) {
      String head = Cells.fit(rest, Math.max(2, cells));
      int blank = head.lastIndexOf(' ');
      int cut = blank > head.length() / 2 ? blank : head.length();
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    lines.add(rest);
    return lines;
  }
}
