package dev.throughline.journey.stitch;

import static java.util.Comparator.comparing;

import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.store.ProcessReader.Process;
import dev.throughline.journey.store.ProcessReader.Stay;
import dev.throughline.journey.store.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place of log lines that name no id: in the request that was open in their process at
 * that moment, and, where several were, in the one whose other lines came from the same thread.
 *
 * <p>Everything the process wrote around that time is looked at, other persons' requests too: being
 * sure means that there is no other place. Times of one process come from one clock, so raw times
 * are compared.
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

  /**
   * A thread stays with a request while that is open, and a little longer to write its last line.
   */
  private static final Duration SLACK = Duration.ofMillis(5);

  private final Map<Process, List<Span>> open = new HashMap<>();
  private final Map<Request, Set<String>> threads = new HashMap<>();
  private final Map<String, Row> ours = new HashMap<>();

  private Infer(List<Row> rows, Collection<Signal> around) {
    rows.forEach(row -> ours.put(row.signal().recordId().value(), row));
    Map<String, Signal> all = new TreeMap<>();
    around.forEach(signal -> all.put(signal.recordId().value(), signal));
    rows.forEach(row -> all.put(row.signal().recordId().value(), row.signal()));
    for (Signal signal : all.values()) {
      if (signal instanceof Span span) {
        open.computeIfAbsent(Process.of(span.resource()), p -> new ArrayList<>()).add(span);
      } else if (signal.ids().traceId() != null) {
        Request request = new Request(Process.of(signal.resource()), signal.ids().traceId());
        thread(signal)
            .ifPresent(t -> threads.computeIfAbsent(request, r -> new HashSet<>()).add(t));
      }
    }
  }

  /** A line, the row under which it belongs, and how sure that is. */
  record Guess(Signal line, Row under, double confidence, String why) {}

  /** The processes, and the times, of which all records must be known to place a line. */
  static List<Stay> stays(List<Row> rows) {
    List<Stay> stays = new ArrayList<>();
    for (Row row : rows) {
      if (row.signal() instanceof Span span && !span.end().isBefore(span.time())) {
        TimeRange range = new TimeRange(span.time(), span.end()).padded(SLACK);
        stays.add(new Stay(Process.of(span.resource()), range));
      }
    }
    return stays;
  }

  /**
   * @param rows the journey's
   * @param around everything their processes wrote meanwhile
   */
  static List<Guess> guesses(List<Row> rows, Collection<Signal> around, double minConfidence) {
    if (around.isEmpty()) {
      return List.of();
    }
    Infer infer = new Infer(rows, around);
    List<Guess> guesses = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Signal signal : around) {
      if (signal instanceof LogRecord
          && signal.ids().isEmpty()
          && seen.add(signal.recordId().value())) {
        Guess guess = infer.place(signal);
        if (guess != null && guess.confidence >= minConfidence) {
          guesses.add(guess);
        }
      }
    }
    return guesses;
  }

  private @Nullable Guess place(Signal line) {
    Process process = Process.of(line.resource());
    List<Span> possible =
        open.getOrDefault(process, List.of()).stream().filter(s -> covers(s, line)).toList();
    Set<TraceId> requests = new TreeSet<>();
    possible.forEach(span -> requests.add(span.traceId()));
    String thread = thread(line).orElse("");
    List<TraceId> onThread =
        requests.stream().filter(r -> threadsOf(process, r).contains(thread)).toList();
    if (onThread.size() == 1) {
      return guess(line, possible, onThread.getFirst(), THREAD, "thread " + thread);
    }
    if (requests.size() != 1) {
      return null;
    }
    TraceId only = requests.iterator().next();
    boolean otherThread = !thread.isEmpty() && !threadsOf(process, only).isEmpty();
    return guess(line, possible, only, otherThread ? OTHER_THREAD : ALONE, "only open request");
  }

  private Set<String> threadsOf(Process process, TraceId trace) {
    return threads.getOrDefault(new Request(process, trace), Set.of());
  }

  private static boolean covers(Span span, Signal line) {
    return !line.time().isBefore(span.time()) && !line.time().isAfter(span.end());
  }

  /** Under the innermost span; nothing when the request is somebody else's. */
  private @Nullable Guess guess(
      Signal line, List<Span> possible, TraceId request, double confidence, String why) {
    return possible.stream()
        .filter(span -> span.traceId().equals(request))
        .min(comparing(Span::duration).thenComparing(Span::recordId))
        .map(span -> ours.get(span.recordId().value()))
        .map(row -> new Guess(line, row, confidence, why))
        .orElse(null);
  }

  private static Optional<String> thread(Signal signal) {
    return THREAD_KEYS.stream().flatMap(k -> signal.attributes().text(k).stream()).findFirst();
  }

  /** What one process does within one trace. */
  private record Request(Process process, TraceId trace) {}
}
