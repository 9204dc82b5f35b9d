package dev.throughline.cli.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows of cells below a head, each column as wide as its widest cell. */
final class Table {
  private static final int BETWEEN = 2;

  private final List<String> head;
  private final Set<Integer> numbers;

  /**
   * @param numbers the columns that are aligned to the right
   */
  Table(List<String> head, Integer... numbers) {
    this.head = List.copyOf(head);
    this.numbers = Set.of(numbers);
  }

  void write(List<List<String>> body, Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(head);
    rows.addAll(body);
    int[] widths = widths(rows);
    for (List<String> row : rows) {
      out.append(line(row, widths)).append('\n');
    }
  }

  private int[] widths(List<List<String>> rows) {
    int[] widths = new int[head.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Cells.of(row.get(i)));
      }
    }
    return widths;
  }

  private String line(List<String> row, int[] widths) {
    Line line = new Line(false);
    int column = 0;
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      line.to(column + (numbers.contains(i) ? widths[i] - Cells.of(cell) : 0)).add(cell);
      column += widths[i] + BETWEEN;
    }
    return line.toString();
  }
}
