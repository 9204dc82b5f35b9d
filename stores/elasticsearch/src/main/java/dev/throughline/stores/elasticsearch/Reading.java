package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.stores.elasticsearch.SearchPage.Hit;
import dev.throughline.stores.elasticsearch.Wanted.Question;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One read of a point in time: pages of candidates, of which it lets through what the question
 * itself says matches. The number of questions grows with the pages of the answer and with the
 * thousands of handles, never with the records in the cluster.
 */
final class Reading {
  /** A written record is searchable after {@code refresh_interval}, and the refresh itself. */
  private static final Duration UNSEEN = Duration.ofSeconds(2);

  private static final int FIRST_PAGE = 1_000;
  private static final int PAGE = 5_000;

  private final PointInTime pit;
  private final Indices indices;
  private final Wanted wanted;
  private final Consumer<Signal> sink;
  private final Set<String> passed = new HashSet<>();
  private boolean mayRepeat;
  private int pageSize;
  private long records;
  private boolean truncated;
  private long unreadable;
  private @Nullable String whyUnreadable;

  Reading(PointInTime pit, Indices indices, Wanted wanted, Consumer<Signal> sink) {
    this.pit = pit;
    this.indices = indices;
    this.wanted = wanted;
    this.sink = sink;
    this.pageSize = (int) Math.min(FIRST_PAGE, wanted.limit() + 1L);
  }

  /** Reads to the end, or to where it fails. */
  ReadResult run() {
    try {
      mayRepeat = wanted.overlap();
      for (Question question : wanted.questions()) {
        walk(question);
      }
      return result();
    } catch (IOException | IllegalArgumentException e) {
      return new ReadResult.Failed(records, String.valueOf(e.getMessage()));
    }
  }

  private ReadResult result() {
    if (unreadable > 0) {
      return new ReadResult.Failed(
          records, unreadable + " documents cannot be read, the first: " + whyUnreadable);
    }
    return new ReadResult.Answered(records, truncated, pit.openedAt().minus(UNSEEN));
  }

  private void walk(Question question) throws IOException {
    List<Long> after = List.of();
    while (!truncated) {
      int asked = pageSize;
      List<Hit> hits = page(question, after);
      pass(hits);
      if (hits.size() < Math.min(asked, pageSize)) {
        return;
      }
      after = hits.getLast().sort();
      if (pageSize == FIRST_PAGE) {
        pageSize = PAGE;
      }
    }
  }

  private List<Hit> page(Question question, List<Long> after) throws IOException {
    while (true) {
      try {
        SearchPage page =
            SearchPage.parse(pit.search(new Paging(question, pageSize, after)::write));
        if (page.pit() != null) {
          pit.renamed(page.pit());
        }
        return page.hits();
      } catch (AnswerTooLong e) {
        if (pageSize == 1) {
          throw e;
        }
        pageSize = Math.max(1, pageSize / 4);
      }
    }
  }

  private void pass(List<Hit> hits) throws IOException {
    List<Signal> old = new ArrayList<>();
    for (Hit hit : hits) {
      mayRepeat |= Indices.isOfStream(hit.index());
      Signal signal = decode(hit);
      if (signal != null && wanted.matches().test(signal)) {
        if (Indices.isOld(hit.index())) {
          old.add(signal);
        } else {
          pass(signal);
        }
      }
    }
    if (!old.isEmpty() && !truncated) {
      Set<String> elsewhere = elsewhere(old);
      old.stream().filter(s -> !elsewhere.contains(s.recordId().value())).forEach(this::pass);
    }
  }

  private @Nullable Signal decode(Hit hit) {
    try {
      return hit.signal();
    } catch (IllegalArgumentException e) {
      unreadable++;
      whyUnreadable = whyUnreadable == null ? hit.index() + ": " + e.getMessage() : whyUnreadable;
      return null;
    }
  }

  /**
   * A record that was sent again when its day was no longer believable is in the index of old
   * records and in its day's; the latter counts.
   */
  private Set<String> elsewhere(List<Signal> old) throws IOException {
    List<String> ids = old.stream().map(signal -> signal.recordId().value()).toList();
    SearchPage page =
        SearchPage.parse(pit.search(json -> Paging.writeIdsOutside(json, ids, indices.old())));
    Set<String> found = new HashSet<>();
    page.hits().forEach(hit -> found.add(hit.id()));
    return found;
  }

  private void pass(Signal signal) {
    if (mayRepeat && !passed.add(signal.recordId().value())) {
      return;
    }
    if (records == wanted.limit()) {
      truncated = true;
    } else if (!truncated) {
      records++;
      sink.accept(signal);
    }
  }
}
