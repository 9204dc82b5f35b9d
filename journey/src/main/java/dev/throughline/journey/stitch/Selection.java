package dev.throughline.journey.stitch;

import dev.throughline.journey.Because;
import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows that made it into the journey, numbered anew, with what is known of them.
 *
 * @param places inferred places: row index to the index of the row above
 */
record Selection(List<Row> rows, Assemble.Facts facts, Map<Integer, Integer> places) {

  /** What belongs to the journey by the ties it names. */
  static Selection proven(Draft draft) {
    List<@Nullable List<Because>> chains = draft.chains();
    List<Item> items = new ArrayList<>();
    for (Row row : draft.rows) {
      List<Because> chain = chains.get(row.index());
      if (chain != null) {
        double confidence = draft.ownership.confidence()[row.index()];
        items.add(new Item(row, confidence, draft.ownership.isShared(row), chain, null));
      }
    }
    return number(items);
  }

  /** The same and the lines whose place can be inferred. */
  Selection with(Collection<Signal> around, double minConfidence) {
    List<Infer.Guess> guesses = Infer.guesses(rows, around, minConfidence);
    if (guesses.isEmpty()) {
      return this;
    }
    List<Item> items = new ArrayList<>();
    for (Row row : rows) {
      items.add(
          new Item(row, facts.confidence(row), facts.isShared(row), facts.because(row), null));
    }
    for (Infer.Guess guess : guesses) {
      List<Because> chain = new ArrayList<>(facts.because(guess.under()));
      chain.add(new Because(Edge.INFERRED, guess.why(), guess.under().signal().recordId()));
      double confidence = guess.confidence() * facts.confidence(guess.under());
      Row line = new Row(-1, guess.line(), List.of(), Set.of(Mark.INFERRED));
      boolean shared = facts.isShared(guess.under());
      items.add(new Item(line, confidence, shared, List.copyOf(chain), guess.under().signal()));
    }
    return number(items);
  }

  private static Selection number(List<Item> items) {
    items.sort(Comparator.comparing(item -> item.row.signal().recordId()));
    List<Row> rows = new ArrayList<>(items.size());
    double[] confidence = new double[items.size()];
    boolean[] shared = new boolean[items.size()];
    List<@Nullable List<Because>> chains = new ArrayList<>(items.size());
    Map<Signal, Integer> index = new IdentityHashMap<>();
    for (Item item : items) {
      int next = rows.size();
      rows.add(new Row(next, item.row.signal(), item.row.merged(), item.row.marks()));
      confidence[next] = item.confidence;
      shared[next] = item.shared;
      chains.add(item.chain);
      index.put(item.row.signal(), next);
    }
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      Signal under = items.get(i).under;
      if (under != null) {
        places.put(i, Objects.requireNonNull(index.get(under)));
      }
    }
    return new Selection(rows, new Assemble.Facts(confidence, shared, chains), places);
  }

  private record Item(
      Row row, double confidence, boolean shared, List<Because> chain, @Nullable Signal under) {}
}
