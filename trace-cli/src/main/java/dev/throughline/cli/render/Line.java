package dev.throughline.cli.render;

/** One line being put together from coloured pieces; knows how many columns it takes. */
final class Line {
  private final StringBuilder text = new StringBuilder();
  private final boolean colour;
  private int cells;

  Line(boolean colour) {
    this.colour = colour;
  }

  /**
   * Adds text that is already {@linkplain Visible visible}.
   *
   * @param piece without control characters
   */
  Line add(Paint paint, String piece) {
    (colour ? paint : Paint.PLAIN).append(text, piece);
    cells += Cells.of(piece);
    return this;
  }

  Line add(String piece) {
    return add(Paint.PLAIN, piece);
  }

  /** Adds blanks up to a column; none when the line is already there. */
  Line to(int column) {
    return column > cells ? add(" ".repeat(column - cells)) : this;
  }

  int cells() {
    return cells;
  }

  /** The line without the blanks at its end. */
  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }
}
