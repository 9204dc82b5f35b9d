package dev.throughline.journey;

import dev.throughline.journey.stitch.Lookup;
import dev.throughline.journey.stitch.Stitching;
import dev.throughline.journey.store.ProcessReader.Extent;
import dev.throughline.journey.store.Stays;
import dev.throughline.journey.store.StoreReader;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Reads a journey from any number of sources: asks, hands the answers to {@link Stitching}, asks
 * what that wants to know next, until nothing new turns up. Closes no source. Thread-safe.
 */
public final class JourneyReader {
  /** Ends a search that chases ids in circles; real ones end after a handful. */
  private static final int MAX_ROUNDS = 64;

  private final List<StoreReader> sources;

  /**
   * @param sources asked in parallel when there is more than one
   */
  public JourneyReader(List<StoreReader> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Never fails because a source does: what each one said is in the journey. */
  public Journey read(Question question, ReadOptions options) {
    return search(question, options, Stitching::journey);
  }

  /** The same journey, with how it came together. */
  public Explanation explain(Question question, ReadOptions options) {
    return search(question, options, Stitching::explanation);
  }

  private <T> T search(
      Question question, ReadOptions options, BiFunction<Stitching, Stitching.Found, T> telling) {
    Stitching stitching = new Stitching(question, options);
    try (Search search = new Search(sources, options)) {
      Set<Lookup> asked = new HashSet<>();
      Set<Lookup> lookups = stitching.first();
      int rounds = 0;
      while (!lookups.isEmpty() && rounds < MAX_ROUNDS) {
        asked.addAll(lookups);
        search.ask(lookups);
        lookups = new LinkedHashSet<>(stitching.next(search.signals(), search.overfull()));
        lookups.removeAll(asked);
        rounds++;
      }
      lookAround(search, stitching);
      return telling.apply(stitching, search.found(lookups.isEmpty()));
    }
  }

  /** Lines without ids first: most often there are none, and nothing else is asked. */
  private static void lookAround(Search search, Stitching stitching) {
    if (search.canLookAround()) {
      Stays stays = stitching.stays(search.signals(), search.overfull());
      search.lookAround(stays, Extent.WITHOUT_IDS);
      search.lookAround(stitching.around(search.around()), Extent.EVERYTHING);
    }
  }
}
