package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Span;
import dev.throughline.journey.stitch.Case.Owner;
import dev.throughline.journey.stitch.Person.Named;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a single row says of its owner: by the persons it names and the messages it handles. */
final class Claims {
  /** What one row says. */
  enum Claim {
    NOBODY,
    SELF,
    OTHER,
    /** It handles messages of the person and of others together. */
    BOTH
  }

  private final Named[] named;
  private final Case[] caseOf;
  private final Map<Integer, Set<Row>> causes = new HashMap<>();
  private final Map<Integer, Set<Row>> effects = new HashMap<>();
  private final Set<Row> causedWithin = Collections.newSetFromMap(new IdentityHashMap<>());

  Claims(List<Row> rows, Person person, Case[] caseOf) {
    this.caseOf = caseOf;
    this.named = new Named[rows.size()];
    SpanIndex spans = new SpanIndex(rows);
    Messages messages = new Messages(rows);
    for (Row row : rows) {
      named[row.index()] = nameIn(row, person);
      if (row.signal() instanceof Span span) {
        span.links().forEach(l -> spans.find(SpanKey.of(l), row).ifPresent(c -> note(c, row)));
        messages.producersFor(row).forEach(cause -> note(cause, row));
      }
    }
  }

  private static Named nameIn(Row row, Person person) {
    Named answer = Named.NOBODY;
    for (var report : row.reports().toList()) {
      Named here = person.named(report.ids());
      answer = here == Named.SELF || answer == Named.NOBODY ? here : answer;
    }
    return answer;
  }

  private void note(Row cause, Row effect) {
    if (caseOf[cause.index()] != caseOf[effect.index()]) {
      causes.computeIfAbsent(effect.index(), k -> new HashSet<>()).add(cause);
      effects.computeIfAbsent(cause.index(), k -> new HashSet<>()).add(effect);
    } else {
      causedWithin.add(effect);
    }
  }

  Named byName(Row row) {
    return named[row.index()];
  }

  /** By name, and for a consumer also by whose messages it took. */
  Claim of(Row row) {
    return switch (named[row.index()]) {
      case SELF -> Claim.SELF;
      case OTHER -> Claim.OTHER;
      case NOBODY -> byCauses(row);
    };
  }

  private Claim byCauses(Row row) {
    boolean self = false;
    boolean other = false;
    boolean stranger = false;
    for (Row cause : causes.getOrDefault(row.index(), Set.of())) {
      Owner owner = ownerOf(cause);
      self |= owner == Owner.SELF;
      other |= owner == Owner.OTHER;
      stranger |= owner == Owner.UNKNOWN;
    }
    if (caseOf[row.index()].isKnownByMessages()) {
      other |= stranger || !self && hasUnseenCause(row);
    }
    if (self) {
      return other ? Claim.BOTH : Claim.SELF;
    }
    return other && Kinds.isReceiving(row) ? Claim.OTHER : Claim.NOBODY;
  }

  /**
   * It took a message that nobody at hand sent: where messages decide, that is not the person's.
   */
  private boolean hasUnseenCause(Row row) {
    return !causedWithin.contains(row)
        && Kinds.isReceiving(row)
        && row.span() != null
        && !(row.span().links().isEmpty() && row.signal().ids().messageIds().isEmpty());
  }

  /** In a divided trace the row's own name counts, else nothing is known. */
  private Owner ownerOf(Row row) {
    Owner owner = caseOf[row.index()].owner();
    if (owner != Owner.MIXED) {
      return owner;
    }
    return switch (named[row.index()]) {
      case SELF -> Owner.SELF;
      case OTHER -> Owner.OTHER;
      case NOBODY -> Owner.UNKNOWN;
    };
  }

  /** The owner of an undecided case by the messages between it and decided ones. */
  Owner byMessages(Case one) {
    Set<Claim> found = new HashSet<>();
    for (Row row : one.rows()) {
      found.add(byCauses(row));
      for (Row effect : effects.getOrDefault(row.index(), Set.of())) {
        // What only fed a shared batch is not thereby the person's.
        if (ownerOf(effect) == Owner.SELF) {
          found.add(Claim.SELF);
        }
      }
    }
    boolean self = found.contains(Claim.SELF);
    boolean other = found.contains(Claim.OTHER);
    if (found.contains(Claim.BOTH) || self && other) {
      return Owner.MIXED;
    }
    return self ? Owner.SELF : other ? Owner.OTHER : Owner.UNKNOWN;
  }
}
