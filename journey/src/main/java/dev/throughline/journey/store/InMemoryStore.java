package dev.throughline.journey.store;

import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.UserRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store in the heap: the engine behind files and standard input, and the fake in tests. One hash
 * index over all ids; fields and text are found by looking at every record. Thread-safe.
 */
public final class InMemoryStore implements StoreWriter, StoreReader, UserDirectory, ProcessReader {
  private final String name;
  private final InstantSource clock;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<RecordId, Signal> records = new HashMap<>();
  private final Map<Handle, List<Signal>> index = new HashMap<>();
  private final Map<Process, List<Signal>> processes = new HashMap<>();
  private final Set<Process> withoutIds = new HashSet<>();
  private long through = -1;

  /** Says {@code as_of} by the system's clock. */
  public InMemoryStore(String name) {
    this(name, InstantSource.system());
  }

  /**
   * @param name how a journey lists this source
   * @param clock what it gives as {@code as_of}
   */
  public InMemoryStore(String name, InstantSource clock) {
    this.name = name;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public WriteResult write(WriteBatch batch) {
    lock.writeLock().lock();
    try {
      List<WriteResult.Outcome> outcomes = new ArrayList<>(batch.signals().size());
      batch.signals().forEach(signal -> outcomes.add(add(signal)));
      through = Math.max(through, batch.through());
      return new WriteResult.Answered(outcomes);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Adds one record outside of any queue, as a reader of files does. */
  public WriteResult.Outcome put(Signal signal) {
    lock.writeLock().lock();
    try {
      return add(signal);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private WriteResult.Outcome add(Signal signal) {
    if (records.putIfAbsent(signal.recordId(), signal) != null) {
      return new WriteResult.Duplicate();
    }
    Process process = Process.of(signal.resource());
    processes.computeIfAbsent(process, p -> new ArrayList<>()).add(signal);
    if (signal.ids().isEmpty()) {
      withoutIds.add(process);
    }
    for (Handle handle : Handle.namedBy(signal)) {
      if (!(handle instanceof Handle.Record)) {
        index.computeIfAbsent(handle, h -> new ArrayList<>(2)).add(signal);
      }
    }
    return new WriteResult.Stored();
  }

  @Override
  public long durableThrough() {
    lock.readLock().lock();
    try {
      return through;
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public ReadResult read(Query query, Consumer<Signal> sink) {
    Instant asOf = clock.instant();
    List<Signal> found = matching(query);
    boolean truncated = found.size() > query.limit();
    List<Signal> answer = truncated ? found.subList(0, query.limit()) : found;
    answer.forEach(sink);
    return new ReadResult.Answered(answer.size(), truncated, asOf);
  }

  /** At most one more than the limit, copied so that the sink runs outside of the lock. */
  private List<Signal> matching(Query query) {
    long enough = query.limit() + 1L;
    lock.readLock().lock();
    try {
      Map<RecordId, Signal> found = new LinkedHashMap<>();
      for (Handle handle : query.anyOf()) {
        for (Signal signal : candidates(handle)) {
          if (found.size() >= enough) {
            return List.copyOf(found.values());
          }
          if (query.range().contains(signal.time()) && handle.matches(signal)) {
            found.put(signal.recordId(), signal);
          }
        }
      }
      return List.copyOf(found.values());
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public ReadResult readProcesses(Look look, Consumer<Signal> sink) {
    Instant asOf = clock.instant();
    long enough = look.limit() + 1L;
    List<Signal> found;
    lock.readLock().lock();
    try {
      found =
          look.stays().processes().stream()
              .filter(p -> look.extent() == Extent.EVERYTHING || withoutIds.contains(p))
              .flatMap(process -> processes.getOrDefault(process, List.of()).stream())
              .filter(look::matches)
              .limit(enough)
              .toList();
    } finally {
      lock.readLock().unlock();
    }
    boolean truncated = found.size() > look.limit();
    List<Signal> answer = truncated ? found.subList(0, look.limit()) : found;
    answer.forEach(sink);
    return new ReadResult.Answered(answer.size(), truncated, asOf);
  }

  private Collection<Signal> candidates(Handle handle) {
    return switch (handle) {
      case Handle.Record one -> listOf(records.get(one.id()));
      case Handle.Field field -> records.values();
      case Handle.Text text -> records.values();
      default -> index.getOrDefault(handle, List.of());
    };
  }

  private static List<Signal> listOf(@Nullable Signal signal) {
    return signal == null ? List.of() : List.of(signal);
  }

  @Override
  public UserPage users(TimeRange range, int limit) {
    List<UserSeen> seen = new ArrayList<>();
    lock.readLock().lock();
    try {
      index.forEach(
          (handle, signals) -> {
            if (handle instanceof Handle.User user) {
              count(user.user(), signals, range, seen);
            }
          });
    } finally {
      lock.readLock().unlock();
    }
    seen.sort(Comparator.comparing(UserSeen::lastSeen).reversed().thenComparing(UserSeen::user));
    boolean complete = seen.size() <= limit;
    return new UserPage(complete ? seen : List.copyOf(seen.subList(0, limit)), complete);
  }

  private static void count(
      UserRef user, List<Signal> signals, TimeRange range, List<UserSeen> into) {
    List<Signal> inRange = signals.stream().filter(s -> range.contains(s.time())).toList();
    if (inRange.isEmpty()) {
      return;
    }
    Instant first = inRange.stream().map(Signal::time).min(Comparator.naturalOrder()).orElseThrow();
    Instant last = inRange.stream().map(Signal::time).max(Comparator.naturalOrder()).orElseThrow();
    long errors = inRange.stream().filter(Signal::isError).count();
    into.add(new UserSeen(user, inRange.size(), errors, first, last));
  }

  /** How many records it holds. */
  public int size() {
    lock.readLock().lock();
    try {
      return records.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Keeps what it holds: nothing to release. */
  @Override
  public void close() {}
}
