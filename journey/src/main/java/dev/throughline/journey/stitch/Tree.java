package dev.throughline.journey.stitch;

import dev.throughline.journey.Step.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which row hangs under which. Acyclic: every way up ends. */
final class Tree {
  /** Stands for the parent of a row that has none. */
  static final int NONE = -1;

  private final List<Row> rows;
  private final int[] parents;
  private final List<Set<Mark>> marks;

  /**
   * Cuts every cycle at its earliest row, which becomes a root.
   *
   * @param parents by row index, {@link #NONE} for a root
   */
  Tree(List<Row> rows, int[] parents) {
    this.rows = rows;
    this.parents = parents.clone();
    this.marks = new ArrayList<>(rows.size());
    rows.forEach(row -> marks.add(EnumSet.noneOf(Mark.class)));
    cutCycles();
  }

  private void cutCycles() {
    int[] seenIn = new int[parents.length];
    Arrays.fill(seenIn, NONE);
    for (int start = 0; start < parents.length; start++) {
      int at = start;
      while (at != NONE && seenIn[at] == NONE) {
        seenIn[at] = start;
        at = parents[at];
      }
      if (at != NONE && seenIn[at] == start) {
        cut(earliestOfCycle(at));
      }
    }
  }

  private int earliestOfCycle(int member) {
    int earliest = member;
    for (int at = parents[member]; at != member; at = parents[at]) {
      int byTime = time(at).compareTo(time(earliest));
      if (byTime < 0 || (byTime == 0 && at < earliest)) {
        earliest = at;
      }
    }
    return earliest;
  }

  private Instant time(int index) {
    return rows.get(index).signal().time();
  }

  private void cut(int index) {
    parents[index] = NONE;
    marks.get(index).add(Mark.CYCLE_CUT);
  }

  /** The index of the parent, or {@link #NONE}. */
  int parent(int index) {
    return parents[index];
  }

  /** What building the tree found out about a row. */
  Set<Mark> marks(int index) {
    return marks.get(index);
  }

  void mark(int index, Mark mark) {
    marks.get(index).add(mark);
  }

  /** Distance from the root by row index. */
  int[] depths() {
    int[] depths = new int[parents.length];
    for (int index : topDown()) {
      depths[index] = parents[index] == NONE ? 0 : depths[parents[index]] + 1;
    }
    return depths;
  }

  /** All rows, every parent before its children. */
  int[] topDown() {
    int[][] children = children();
    int[] order = new int[parents.length];
    int filled = 0;
    for (int index = 0; index < parents.length; index++) {
      if (parents[index] == NONE) {
        order[filled++] = index;
      }
    }
    for (int next = 0; next < filled; next++) {
      for (int child : children[order[next]]) {
        order[filled++] = child;
      }
    }
    return order;
  }

  /** The children of each row by row index. */
  int[][] children() {
    int[] counts = new int[parents.length];
    for (int parent : parents) {
      if (parent != NONE) {
        counts[parent]++;
      }
    }
    int[][] children = new int[parents.length][];
    for (int index = 0; index < parents.length; index++) {
      children[index] = new int[counts[index]];
    }
    for (int index = parents.length - 1; index >= 0; index--) {
      int parent = parents[index];
      if (parent != NONE) {
        children[parent][--counts[parent]] = index;
      }
    }
    return children;
  }
}
