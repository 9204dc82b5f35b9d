package dev.throughline.journey.stitch;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Gap.Cause;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Calls from whose other side nothing was recorded: either that service never reports, or it does
 * and this is missing. Databases are not expected to report.
 */
final class Callees {
  private static final Set<String> NEVER_ARRIVED =
      Set.of("refused", "unknownhost", "unknown host", "unreachable", "no route", "connect");

  private final Calls calls;
  private final Set<String> services = new HashSet<>();
  private final Map<String, String> serviceOfPeer = new HashMap<>();

  /**
   * @param seen everything at hand, also what is not in the journey: who reports at all
   */
  Callees(List<Row> ordered, List<Row> seen, Calls calls) {
    this.calls = calls;
    seen.forEach(row -> services.add(row.signal().resource().serviceName()));
    for (Row row : ordered) {
      if (isCall(row)) {
        Optional<String> peer = Outcome.peer(Objects.requireNonNull(row.span()));
        calls.awaitedBy(row).stream()
            .findFirst()
            .ifPresent(
                callee ->
                    peer.ifPresent(
                        p -> serviceOfPeer.put(p, callee.signal().resource().serviceName())));
      }
    }
  }

  /**
   * One gap for each silent service and cause, after its first silent call.
   *
   * @param unsettled traces with rows so young that the other side may be on its way
   */
  List<Gap> silent(List<Row> ordered, int[] steps, Set<TraceId> unsettled) {
    Map<Silence, List<Integer>> silences = new TreeMap<>();
    for (Row row : ordered) {
      if (isCall(row) && isSilent(row) && !isIn(unsettled, row)) {
        silences.computeIfAbsent(silence(row), key -> new ArrayList<>()).add(steps[row.index()]);
      }
    }
    List<Gap> gaps = new ArrayList<>();
    silences.forEach((silence, at) -> gaps.add(silence.gap(at)));
    return gaps;
  }

  private boolean isSilent(Row call) {
    return calls.awaitedBy(call).isEmpty() && !isDatabase(call) && hasArrived(call);
  }

  private static boolean isIn(Set<TraceId> traces, Row row) {
    TraceId trace = row.signal().ids().traceId();
    return trace != null && traces.contains(trace);
  }

  private static boolean isCall(Row row) {
    return row.span() != null && row.span().kind() == Span.Kind.CLIENT && row.merged().isEmpty();
  }

  private static boolean isDatabase(Row row) {
    return Outcome.isDatabase(row);
  }

  /** A connection that was refused has no other side. */
  private static boolean hasArrived(Row row) {
    Span span = Objects.requireNonNull(row.span());
    if (!Outcome.isFailure(span)) {
      return true;
    }
    String said = Outcome.words(span).toLowerCase(Locale.ROOT);
    return NEVER_ARRIVED.stream().noneMatch(said::contains);
  }

  private Silence silence(Row row) {
    Span span = Objects.requireNonNull(row.span());
    String peer = Outcome.peer(span).orElse("");
    String service = serviceOfPeer.getOrDefault(peer, bareName(peer));
    return services.contains(service)
        ? new Silence(service, Cause.MISSING)
        : new Silence(peer, Cause.NOT_INSTRUMENTED);
  }

  /** {@code orders} of {@code orders.shop.svc.cluster.local}, if a service is called so. */
  private String bareName(String peer) {
    int dot = peer.indexOf('.');
    String bare = dot < 0 ? peer : peer.substring(0, dot);
    return services.contains(peer) ? peer : bare;
  }

  private record Silence(String service, Cause cause) implements Comparable<Silence> {
    @Override
    public int compareTo(Silence other) {
      int byService = service.compareTo(other.service);
      return byService != 0 ? byService : cause.compareTo(other.cause);
    }

    Gap gap(List<Integer> at) {
      String detail =
          cause == Cause.MISSING
              ? "reports otherwise, but not the other side of these calls"
              : (service.isEmpty() ? "whoever was called" : "was called, but") + " never reports";
      return new Gap(cause, service.isEmpty() ? null : service, at.getFirst(), at.size(), detail);
    }
  }
}
