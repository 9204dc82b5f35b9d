package dev.throughline.journey.stitch;

import dev.throughline.journey.model.TraceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is decided as one when it comes to ownership: a trace, or a record that is in none. */
final class Case {
  /** What is known of a case's owner. */
  enum Owner {
    UNKNOWN,
    SELF,
    OTHER,
    /** Several persons: every row is looked at for itself. */
    MIXED
  }

  private final List<Row> rows = new ArrayList<>(4);
  private Owner owner = Owner.UNKNOWN;
  private double confidence = 1;
  private boolean knownByMessages;

  private Case() {}

  /** One case for each trace and each row without trace. */
  static List<Case> of(List<Row> rows) {
    Map<TraceId, Case> traces = new LinkedHashMap<>();
    List<Case> cases = new ArrayList<>();
    for (Row row : rows) {
      TraceId trace = row.signal().ids().traceId();
      if (trace == null) {
        cases.add(single(row));
      } else {
        traces.computeIfAbsent(trace, id -> new Case()).rows.add(row);
      }
    }
    cases.addAll(traces.values());
    return cases;
  }

  private static Case single(Row row) {
    Case one = new Case();
    one.rows.add(row);
    return one;
  }

  List<Row> rows() {
    return rows;
  }

  Owner owner() {
    return owner;
  }

  double confidence() {
    return confidence;
  }

  boolean isUndecided() {
    return owner == Owner.UNKNOWN;
  }

  void decide(Owner whose, double howSure) {
    owner = whose;
    confidence = howSure;
  }

  /** Nothing but the messages between it and other cases tell whose it is. */
  void decideByMessages(Owner whose) {
    decide(whose, 1);
    knownByMessages = true;
  }

  boolean isKnownByMessages() {
    return knownByMessages;
  }

  @Nullable TraceId trace() {
    return rows.getFirst().signal().ids().traceId();
  }
}
