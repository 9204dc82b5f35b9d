package dev.throughline.journey;

import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.stitch.Lookup;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dialogue with one source about one journey. One question at a time. */
final class Inquiry {
  /** Few enough for one request of any engine, many enough that requests stay few. */
  private static final int HANDLES_PER_QUERY = 1000;

  private final StoreReader source;
  private final ReadOptions options;
  private final Set<RecordId> given = new HashSet<>();
  private boolean truncated;
  private @Nullable Instant asOf;
  private @Nullable String failure;
  private Duration took = Duration.ZERO;

  Inquiry(StoreReader source, ReadOptions options) {
    this.source = source;
    this.options = options;
  }

  /**
   * What the source had to say.
   *
   * @param overfull handles of which it has more records than may be followed
   */
  record Answer(List<Signal> signals, Set<Handle> overfull) {}

  Answer ask(Set<Lookup> lookups) {
    long started = System.nanoTime();
    Answer answer = new Answer(new ArrayList<>(), new HashSet<>());
    for (Map.Entry<TimeRange, List<Handle>> batch : byRange(lookups).entrySet()) {
      List<Handle> handles = batch.getValue();
      for (int from = 0; from < handles.size(); from += HANDLES_PER_QUERY) {
        int to = Math.min(handles.size(), from + HANDLES_PER_QUERY);
        ask(handles.subList(from, to), batch.getKey(), answer);
      }
    }
    took = took.plusNanos(System.nanoTime() - started);
    return answer;
  }

  /** What may be a hub apart from what is read whole whatever its size. */
  private Map<TimeRange, List<Handle>> byRange(Set<Lookup> lookups) {
    Map<TimeRange, List<Handle>> whole = new LinkedHashMap<>();
    for (Lookup lookup : lookups) {
      if (source.capabilities().contains(lookup.handle().needs())) {
        whole.computeIfAbsent(lookup.range(), k -> new ArrayList<>()).add(lookup.handle());
      }
    }
    return whole;
  }

  private void ask(List<Handle> handles, TimeRange range, Answer into) {
    List<Signal> got = new ArrayList<>();
    switch (source.read(new Query(Set.copyOf(handles), range, options.limit()), got::add)) {
      case ReadResult.Answered answered -> {
        truncated |= answered.truncated();
        asOf = asOf == null || answered.asOf().isBefore(asOf) ? answered.asOf() : asOf;
      }
      case ReadResult.Failed failed -> failure = failed.reason();
    }
    got.forEach(signal -> given.add(signal.recordId()));
    into.signals().addAll(got);
  }

  Journey.SourceReport report() {
    return new Journey.SourceReport(source.name(), given.size(), truncated, asOf, took, failure);
  }
}
