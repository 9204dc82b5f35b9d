package dev.throughline.journey;

import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.stitch.Lookup;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.ProcessReader.Extent;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.Stays;
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

  /** What is only looked at, to be sure of a few lines' places, must not fill the memory. */
  private static final int MOST_AROUND = 500_000;

  private final StoreReader source;
  private final ReadOptions options;
  private final Set<RecordId> given = new HashSet<>();
  private boolean truncated;
  private @Nullable Instant asOf;
  private @Nullable Instant keptSince;
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
    batches(lookups).forEach(batch -> ask(batch, answer));
    took = took.plusNanos(System.nanoTime() - started);
    return answer;
  }

  /** What can be asked together: within one range, and what may be a hub apart from the rest. */
  private List<Batch> batches(Set<Lookup> lookups) {
    Map<Batch, List<Handle>> kinds = new LinkedHashMap<>();
    for (Lookup lookup : lookups) {
      if (source.capabilities().contains(lookup.handle().needs())) {
        Batch kind = new Batch(List.of(), lookup.range(), lookup.mayBeHub());
        kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(lookup.handle());
      }
    }
    List<Batch> batches = new ArrayList<>();
    kinds.forEach(
        (kind, handles) -> {
          for (int from = 0; from < handles.size(); from += HANDLES_PER_QUERY) {
            int to = Math.min(handles.size(), from + HANDLES_PER_QUERY);
            batches.add(new Batch(handles.subList(from, to), kind.range, kind.mayBeHub));
          }
        });
    return batches;
  }

  private void ask(Batch batch, Answer into) {
    int limit = batch.mayBeHub ? Math.min(options.limit(), options.hubRecords()) : options.limit();
    List<Signal> got = new ArrayList<>();
    switch (source.read(new Query(Set.copyOf(batch.handles), batch.range, limit), got::add)) {
      case ReadResult.Answered answered -> {
        note(answered);
        if (answered.truncated() && batch.mayBeHub && limit < options.limit()) {
          findHub(batch, into);
          return;
        }
        truncated |= answered.truncated();
      }
      case ReadResult.Failed failed -> failure = failed.reason();
    }
    got.forEach(signal -> given.add(signal.recordId()));
    into.signals().addAll(got);
  }

  private void note(ReadResult.Answered answered) {
    asOf = asOf == null || answered.asOf().isBefore(asOf) ? answered.asOf() : asOf;
    Instant kept = answered.keptSince();
    if (kept != null && (keptSince == null || kept.isAfter(keptSince))) {
      keptSince = kept;
    }
  }

  /** Before when the source has removed what it held, or null. */
  @Nullable Instant keptSince() {
    return keptSince;
  }

  /** Too many records together: the halves are asked apart until the one id is found. */
  private void findHub(Batch batch, Answer into) {
    int size = batch.handles.size();
    if (size == 1) {
      into.overfull().addAll(batch.handles);
      return;
    }
    ask(new Batch(batch.handles.subList(0, size / 2), batch.range, true), into);
    ask(new Batch(batch.handles.subList(size / 2, size), batch.range, true), into);
  }

  boolean canLookAround() {
    return source instanceof ProcessReader;
  }

  /** What some processes wrote; nothing from a source that cannot tell. */
  List<Signal> lookAround(Stays stays, Extent extent) {
    List<Signal> around = new ArrayList<>();
    if (source instanceof ProcessReader processes) {
      long started = System.nanoTime();
      int limit = Math.min(options.limit(), MOST_AROUND);
      switch (processes.readProcesses(new Look(stays, extent, limit), around::add)) {
        case ReadResult.Answered answered -> truncated |= answered.truncated();
        case ReadResult.Failed failed -> failure = failed.reason();
      }
      took = took.plusNanos(System.nanoTime() - started);
    }
    return around;
  }

  private record Batch(List<Handle> handles, TimeRange range, boolean mayBeHub) {}

  Journey.SourceReport report() {
    return new Journey.SourceReport(source.name(), given.size(), truncated, asOf, took, failure);
  }
}
