package dev.throughline.cli.render;

import dev.throughline.journey.Journey;

/**
 * Where the columns stand. From the left: trouble mark, time, service, tree; at the right edge the
 * duration and the bar.
 *
 * @param service width of the services' names
 * @param tree where the tree begins
 * @param length where the durations begin
 * @param bar where the bars begin
 * @param end the screen's width
 */
record Layout(int service, int tree, int length, int bar, int end) {
  static final int TIME = 2;
  static final int SERVICE = TIME + 12 + 2;

  private static final int LONGEST_SERVICE = 18;
  private static final int LENGTH_CELLS = 8;

  static Layout of(Pen pen, Journey journey) {
    int longest = 7;
    for (String service : journey.summary().services()) {
      longest = Math.max(longest, Cells.of(pen.safe(service)));
    }
    int service = Math.min(longest, LONGEST_SERVICE);
    int end = pen.screen().columns();
    int bar = end - Math.clamp(end / 5, 8, 32);
    return new Layout(service, SERVICE + service + 2, bar - LENGTH_CELLS - 1, bar, end);
  }

  int barCells() {
    return end - bar;
  }
}
