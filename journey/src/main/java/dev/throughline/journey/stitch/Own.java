package dev.throughline.journey.stitch;

import dev.throughline.journey.stitch.Case.Owner;
import dev.throughline.journey.stitch.Person.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides who each candidate belongs to: from all candidates at hand, never from one record alone.
 *
 * <p>A trace is decided as one, in this order of evidence: the persons its records name; the
 * session it belongs to, by who was logged in when the trace entered; the messages it consumed or
 * produced; a correlation id that leads to nobody else. A trace in which several persons are named
 * is divided: see {@link Division}.
 *
 * <p>Phase 5. In: all candidate rows, their tree, corrected times and the person's names. Out: for
 * each row how sure it is the person's, whether it is shared, and what is somebody else's. An id in
 * common is not enough: devices, proxies and batches are shared.
 */
final class Own {
  private final List<Row> rows;
  private final Person person;
  private final Tree tree;
  private final Set<Tie> cut;
  private final List<Case> cases;
  private final Case[] caseOf;
  private final Claims claims;

  private Own(List<Row> rows, Tree tree, Person person, Set<Tie> cut) {
    this.rows = rows;
    this.tree = tree;
    this.person = person;
    this.cut = cut;
    this.cases = Case.of(rows);
    this.caseOf = new Case[rows.size()];
    cases.forEach(c -> c.rows().forEach(row -> caseOf[row.index()] = c));
    this.claims = new Claims(rows, tree, person, caseOf);
  }

  /**
   * @param tree of all candidates
   * @param cut ties that are not followed: hubs, and what the asker took out
   */
  static Ownership of(List<Row> rows, Tree tree, Timeline timeline, Person person, Set<Tie> cut) {
    return new Own(rows, tree, person, cut).decide(timeline);
  }

  private Ownership decide(Timeline timeline) {
    cases.forEach(this::byNames);
    Sessions sessions = new Sessions(cases, person, timeline, cut);
    boolean changed = true;
    while (changed) {
      changed = sessions.decide();
      changed |= byMessages();
      changed |= byCorrelation();
    }
    return divide();
  }

  private void byNames(Case one) {
    boolean self = false;
    boolean other = false;
    for (Row row : one.rows()) {
      Named named = claims.byName(row);
      self |= named == Named.SELF;
      other |= named == Named.OTHER;
    }
    if (self || other) {
      one.decide(self && other ? Owner.MIXED : self ? Owner.SELF : Owner.OTHER, 1);
    }
  }

  /** A case that took or gave a message of a decided one; both directions. */
  private boolean byMessages() {
    claims.forget();
    boolean changed = false;
    for (Case one : cases) {
      if (one.isUndecided()) {
        Owner owner = claims.byMessages(one);
        if (owner != Owner.UNKNOWN) {
          one.decideByMessages(owner);
          changed = true;
        }
      }
    }
    return changed;
  }

  /** A correlation id shared by two persons proves nothing for what names neither. */
  private boolean byCorrelation() {
    Map<String, Set<Owner>> owners = new HashMap<>();
    Map<String, List<Case>> undecided = new HashMap<>();
    for (Case one : cases) {
      for (String id : correlationsOf(one)) {
        if (one.isUndecided()) {
          undecided.computeIfAbsent(id, k -> new ArrayList<>()).add(one);
        } else {
          owners.computeIfAbsent(id, k -> new HashSet<>()).add(one.owner());
        }
      }
    }
    boolean changed = false;
    for (Map.Entry<String, List<Case>> entry : undecided.entrySet()) {
      if (Set.of(Owner.SELF).equals(owners.get(entry.getKey()))) {
        entry.getValue().forEach(one -> one.decide(Owner.SELF, 1));
        changed = true;
      }
    }
    return changed;
  }

  private Set<String> correlationsOf(Case one) {
    Set<String> ids = new HashSet<>();
    for (Row row : one.rows()) {
      String id = row.signal().ids().correlationId();
      if (id != null && !cut.contains(Tie.correlation(id))) {
        ids.add(id);
      }
    }
    return ids;
  }

  private Ownership divide() {
    claims.forget();
    double[] confidence = new double[rows.size()];
    boolean[] shared = new boolean[rows.size()];
    List<Row> others = new ArrayList<>();
    Division division = new Division(rows, tree, caseOf, claims);
    for (Row row : rows) {
      switch (division.of(row)) {
        case SELF -> confidence[row.index()] = caseOf[row.index()].confidence();
        case SHARED -> {
          confidence[row.index()] = caseOf[row.index()].confidence();
          shared[row.index()] = true;
        }
        case OTHER -> others.add(row);
        case NOBODY -> {}
      }
    }
    return new Ownership(confidence, shared, others);
  }
}
