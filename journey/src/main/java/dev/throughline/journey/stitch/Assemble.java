package dev.throughline.journey.stitch;

import dev.throughline.journey.Because;
import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.Step;
import dev.throughline.journey.Step.Mark;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From ordered rows to numbered steps. */
final class Assemble {
  private Assemble() {}

  /**
   * @param ordered every row of {@code tree}, in the journey's order
   * @param facts what else is known of a row
   */
  static List<Step> steps(List<Row> ordered, Tree tree, Timeline timeline, Facts facts) {
    int[] numbers = numbers(ordered);
    int[] depths = tree.depths();
    List<Step> steps = new ArrayList<>(ordered.size());
    for (Row row : ordered) {
      int index = row.index();
      int parent = tree.parent(index);
      steps.add(
          new Step(
              numbers[index],
              parent == Tree.NONE ? null : numbers[parent],
              depths[index],
              timeline.start(row),
              row.signal(),
              facts.confidence(row),
              marks(row, tree, facts),
              facts.because(row),
              row.merged()));
    }
    return steps;
  }

  /** Step numbers by row index, from 1. */
  static int[] numbers(List<Row> ordered) {
    int[] numbers = new int[ordered.size()];
    for (int i = 0; i < ordered.size(); i++) {
      numbers[ordered.get(i).index()] = i + 1;
    }
    return numbers;
  }

  private static Set<Mark> marks(Row row, Tree tree, Facts facts) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    marks.addAll(row.marks());
    marks.addAll(tree.marks(row.index()));
    if (facts.isShared(row)) {
      marks.add(Mark.SHARED);
    }
    List<Because> because = facts.because(row);
    if (because.size() == 1 && because.getFirst().edge() == Edge.TEXT) {
      marks.add(Mark.TEXT_MATCH);
    }
    return marks;
  }

  /**
   * What ownership and search found out about the rows of a journey, by row index.
   *
   * @param chains no null among them
   */
  record Facts(double[] confidences, boolean[] shared, List<@Nullable List<Because>> chains) {
    double confidence(Row row) {
      return confidences[row.index()];
    }

    boolean isShared(Row row) {
      return shared[row.index()];
    }

    List<Because> because(Row row) {
      return Objects.requireNonNull(chains.get(row.index()));
    }
  }
}
