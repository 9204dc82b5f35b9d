package dev.throughline.journey.stitch;

import static java.util.Comparator.comparing;

import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.store.ProcessReader.Process;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place of log lines that name no id: in the request that was open in their process at
 * that moment, and, where several were, in the one whose other lines came from the same thread.
 *
 * <p>Phase 7. In: the journey's rows and everything that happened {@linkplain Vicinity around},
 * other persons' requests too, since being sure means that there is no other place. Out: lines with
 * the row above and a confidence. Times of one process come from one clock, so raw times are
 * compared.
 */
final class Infer {
  /** The line's thread is known to have worked for this request, and for no other open one. */
  private static final double THREAD = 0.97;

  /** No other request was open, and neither names a thread. */
  private static final double ALONE = 0.9;

  /** No other request was open, but its other lines came from another thread. */
  private static final double OTHER_THREAD = 0.3;

  private static final List<String> THREAD_KEYS =
      List.of("thread.name", "thread_name", "thread.id", "thread");

  private final Map<Process, List<Span>> spans = new HashMap<>();
  private final Map<Process, List<LogRecord>> lines = new HashMap<>();
  private final Map<Request, Set<String>> threads = new HashMap<>();
  private final Map<String, Row> ours = new HashMap<>();

  private Infer(List<Row> rows, Collection<Signal> around) {
    rows.forEach(row -> ours.put(row.signal().recordId().value(), row));
    Map<String, Signal> all = new TreeMap<>();
    around.forEach(signal -> all.put(signal.recordId().value(), signal));
    rows.forEach(row -> all.put(row.signal().recordId().value(), row.signal()));
    all.values().forEach(this::note);
  }

  private void note(Signal signal) {
    Process process = Process.of(signal.resource());
    if (signal instanceof Span span) {
      spans.computeIfAbsent(process, p -> new ArrayList<>()).add(span);
    } else if (signal.ids().traceId() != null) {
      Request request = new Request(process, signal.ids().traceId());
      thread(signal).ifPresent(t -> threads.computeIfAbsent(request, r -> new HashSet<>()).add(t));
    } else if (signal instanceof LogRecord line && isWithoutPlace(line)) {
      lines.computeIfAbsent(process, p -> new ArrayList<>()).add(line);
    }
  }

  private boolean isWithoutPlace(LogRecord line) {
    return line.ids().isEmpty() && !ours.containsKey(line.recordId().value());
  }

  /** A line, the row under which it belongs, and how sure that is. */
  record Guess(Signal line, Row under, double confidence, String why) {}

  /**
   * @param rows the journey's
   * @param around what their processes wrote meanwhile
   */
  static List<Guess> guesses(List<Row> rows, Collection<Signal> around, double minConfidence) {
    if (around.isEmpty()) {
      return List.of();
    }
    Infer infer = new Infer(rows, around);
    List<Guess> guesses = new ArrayList<>();
    infer.lines.forEach(
        (process, lines) ->
            infer.place(process, lines).stream()
                .filter(guess -> guess.confidence >= minConfidence)
                .forEach(guesses::add));
    return guesses;
  }

  /** Goes through the lines in the order of time, with the requests open at each. */
  private List<Guess> place(Process process, List<LogRecord> lines) {
    lines.sort(comparing(Signal::time).thenComparing(Signal::recordId));
    OpenRequests open = new OpenRequests(spans.getOrDefault(process, List.of()));
    List<Guess> guesses = new ArrayList<>();
    for (LogRecord line : lines) {
      open.moveTo(line.time());
      Guess guess = place(process, line, open);
      if (guess != null) {
        guesses.add(guess);
      }
    }
    return guesses;
  }

  private @Nullable Guess place(Process process, LogRecord line, OpenRequests open) {
    String thread = thread(line).orElse("");
    List<TraceId> onThread =
        open.traces().stream().filter(t -> threadsOf(process, t).contains(thread)).toList();
    if (onThread.size() == 1) {
      return guess(line, open, onThread.getFirst(), THREAD, "thread " + thread);
    }
    if (open.traces().size() != 1) {
      return null;
    }
    TraceId only = open.traces().iterator().next();
    boolean otherThread = !thread.isEmpty() && !threadsOf(process, only).isEmpty();
    return guess(line, open, only, otherThread ? OTHER_THREAD : ALONE, "only open request");
  }

  private Set<String> threadsOf(Process process, TraceId trace) {
    return threads.getOrDefault(new Request(process, trace), Set.of());
  }

  /** Under the innermost span; nothing when the request is somebody else's. */
  private @Nullable Guess guess(
      LogRecord line, OpenRequests open, TraceId request, double confidence, String why) {
    Row row = ours.get(open.innermost(request).recordId().value());
    return row == null ? null : new Guess(line, row, confidence, why);
  }

  private static Optional<String> thread(Signal signal) {
    return THREAD_KEYS.stream().flatMap(k -> signal.attributes().text(k).stream()).findFirst();
  }

  /** What one process does within one trace. */
  private record Request(Process process, TraceId trace) {}
}
