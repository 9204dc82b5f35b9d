package dev.throughline.journey;

import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.stitch.Lookup;
import dev.throughline.journey.stitch.Stitching;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.ProcessReader.Extent;
import dev.throughline.journey.store.Stays;
import dev.throughline.journey.store.StoreReader;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The answers of all sources to one question, collected. Used by one thread. */
final class Search implements AutoCloseable {
  private final List<Inquiry> inquiries;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<RecordId, Signal> signals = new HashMap<>();
  private final Set<Handle> overfull = new HashSet<>();
  private final Map<RecordId, Signal> around = new HashMap<>();

  Search(List<StoreReader> sources, ReadOptions options) {
    this.inquiries = sources.stream().map(source -> new Inquiry(source, options)).toList();
  }

  /** Asks every source that can answer, at the same time. */
  void ask(Set<Lookup> lookups) {
    List<Future<Inquiry.Answer>> answers =
        inquiries.stream().map(one -> threads.submit(() -> one.ask(lookups))).toList();
    answers.forEach(answer -> add(await(answer)));
  }

  private static <T> T await(Future<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a source broke the contract of its port", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading a journey", e);
    }
  }

  private void add(Inquiry.Answer answer) {
    answer.signals().forEach(one -> signals.merge(one.recordId(), one, Stitching::preferred));
    overfull.addAll(answer.overfull());
  }

  /** Whether any source can tell what a process wrote, ids or not. */
  boolean canLookAround() {
    return inquiries.stream().anyMatch(Inquiry::canLookAround);
  }

  /** Asks every source that can answer what processes wrote. */
  void lookAround(Stays stays, Extent extent) {
    if (stays.isEmpty()) {
      return;
    }
    List<Future<List<Signal>>> answers =
        inquiries.stream().map(one -> threads.submit(() -> one.lookAround(stays, extent))).toList();
    answers.forEach(
        answer -> await(answer).forEach(s -> around.merge(s.recordId(), s, Stitching::preferred)));
  }

  /** What was seen looking around. */
  Collection<Signal> around() {
    return around.values();
  }

  Collection<Signal> signals() {
    return signals.values();
  }

  Set<Handle> overfull() {
    return overfull;
  }

  /**
   * @param exhausted whether the last answer led to no further question
   */
  Stitching.Found found(boolean exhausted) {
    List<Journey.SourceReport> reports = inquiries.stream().map(Inquiry::report).toList();
    Instant asOf =
        reports.stream()
            .flatMap(report -> Stream.ofNullable(report.asOf()))
            .min(Instant::compareTo)
            .orElse(Instant.EPOCH);
    return new Stitching.Found(
        List.copyOf(signals.values()),
        List.copyOf(around.values()),
        overfull,
        asOf,
        keptSince(),
        exhausted,
        reports);
  }

  private Map<String, Instant> keptSince() {
    Map<String, Instant> since = new TreeMap<>();
    for (Inquiry inquiry : inquiries) {
      Instant kept = inquiry.keptSince();
      if (kept != null) {
        since.put(inquiry.report().name(), kept);
      }
    }
    return since;
  }

  @Override
  public void close() {
    threads.close();
  }
}
