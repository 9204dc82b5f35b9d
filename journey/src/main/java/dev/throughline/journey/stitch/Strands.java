package dev.throughline.journey.stitch;

import dev.throughline.journey.Because;
import dev.throughline.journey.Explanation.Strand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From the chains by which rows were found to the forest of ties, each with what it led to. */
final class Strands {
  private Strands() {}

  /**
   * @param chains one for each row of a journey
   */
  static List<Strand> of(Collection<List<Because>> chains) {
    // Rows that were found together share one chain, so each is climbed once.
    Map<List<Because>, Long> counts = new HashMap<>();
    chains.forEach(chain -> counts.merge(chain, 1L, Long::sum));
    Node root = new Node();
    counts.forEach((chain, count) -> root.under(chain).records += count);
    return numbered(root);
  }

  private static List<Strand> numbered(Node root) {
    List<Strand> strands = new ArrayList<>();
    Deque<Branch> open = new ArrayDeque<>();
    push(root, null, open);
    while (!open.isEmpty()) {
      Branch branch = open.pop();
      int number = strands.size() + 1;
      strands.add(
          new Strand(
              number, branch.parent, branch.tie.edge(), branch.tie.value(), branch.node.records));
      push(branch.node, number, open);
    }
    return strands;
  }

  private static void push(Node node, @Nullable Integer number, Deque<Branch> open) {
    node.children
        .descendingMap()
        .forEach((tie, child) -> open.push(new Branch(tie, child, number)));
  }

  private record Branch(Tie tie, Node node, @Nullable Integer parent) {}

  private static final class Node {
    private final TreeMap<Tie, Node> children = new TreeMap<>(Tie.BY_EDGE);
    private long records;

    Node under(List<Because> chain) {
      Node at = this;
      for (Because because : chain) {
        at = at.children.computeIfAbsent(Tie.of(because), tie -> new Node());
      }
      return at;
    }
  }
}
