package dev.throughline.journey.store;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.ProcessReader.Process;
import dev.throughline.journey.store.ProcessReader.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Processes and the times at which each is of interest; no two times of one overlap. Immutable. */
public final class Stays {
  private static final Comparator<Process> BY_NAME =
      Comparator.comparing(Process::service)
          .thenComparing(Process::instance)
          .thenComparing(Process::clock);

  /** The end of each stay by its start. */
  private final Map<Process, NavigableMap<Instant, Instant>> times;

  private Stays(Map<Process, NavigableMap<Instant, Instant>> times) {
    this.times = times;
  }

  /** Stays of one process that overlap or touch become one. */
  public static Stays of(Collection<Stay> stays) {
    List<Stay> sorted = new ArrayList<>(stays);
    sorted.sort(Comparator.comparing(stay -> stay.range().from()));
    Map<Process, NavigableMap<Instant, Instant>> times = new TreeMap<>(BY_NAME);
    for (Stay stay : sorted) {
      NavigableMap<Instant, Instant> of =
          times.computeIfAbsent(stay.process(), process -> new TreeMap<>());
      Map.Entry<Instant, Instant> last = of.lastEntry();
      boolean goesOn = last != null && !last.getValue().isBefore(stay.range().from());
      Instant from = goesOn ? last.getKey() : stay.range().from();
      of.merge(from, stay.range().to(), (a, b) -> a.isAfter(b) ? a : b);
    }
    return new Stays(times);
  }

  public boolean isEmpty() {
    return times.isEmpty();
  }

  public Set<Process> processes() {
    return times.keySet();
  }

  /** The times of one process, the first first. */
  public List<TimeRange> of(Process process) {
    NavigableMap<Instant, Instant> of = times.get(process);
    return of == null
        ? List.of()
        : of.entrySet().stream().map(one -> new TimeRange(one.getKey(), one.getValue())).toList();
  }

  /** Every stay, in the order of the processes' names and of time. */
  public List<Stay> all() {
    return times.keySet().stream()
        .flatMap(process -> of(process).stream().map(range -> new Stay(process, range)))
        .toList();
  }

  /** Whether a record was written by one of the processes during its stay. */
  public boolean contain(Signal signal) {
    NavigableMap<Instant, Instant> of = times.get(Process.of(signal.resource()));
    Map.Entry<Instant, Instant> before = of == null ? null : of.floorEntry(signal.time());
    return before != null && !signal.time().isAfter(before.getValue());
  }

  /**
   * From the first stay to the last.
   *
   * @throws NoSuchElementException when there is none
   */
  public TimeRange span() {
    Instant from = null;
    Instant to = null;
    for (Stay stay : all()) {
      from = from == null || stay.range().from().isBefore(from) ? stay.range().from() : from;
      to = to == null || stay.range().to().isAfter(to) ? stay.range().to() : to;
    }
    if (from == null || to == null) {
      throw new NoSuchElementException("no stays, so no time");
    }
    return new TimeRange(from, to);
  }

  /**
   * At most so many stays of each process: those with the least time between them become one. What
   * these stays contain, those contain too.
   */
  public Stays coarse(int mostOfEach) {
    Map<Process, NavigableMap<Instant, Instant>> coarse = new LinkedHashMap<>();
    times.forEach((process, of) -> coarse.put(process, joined(of, mostOfEach)));
    return new Stays(coarse);
  }

  private static NavigableMap<Instant, Instant> joined(
      NavigableMap<Instant, Instant> of, int most) {
    if (of.size() <= most) {
      return of;
    }
    List<Pause> pauses = new ArrayList<>();
    Instant end = null;
    for (Map.Entry<Instant, Instant> one : of.entrySet()) {
      if (end != null) {
        pauses.add(new Pause(one.getKey(), Duration.between(end, one.getKey())));
      }
      end = one.getValue();
    }
    pauses.sort(Comparator.comparing(Pause::length).thenComparing(Pause::before));
    NavigableMap<Instant, Instant> joined = new TreeMap<>(of);
    for (Pause pause : pauses.subList(0, of.size() - most)) {
      Instant later = Objects.requireNonNull(joined.remove(pause.before));
      joined.put(joined.lowerKey(pause.before), later);
    }
    return joined;
  }

  private record Pause(Instant before, Duration length) {}
}
