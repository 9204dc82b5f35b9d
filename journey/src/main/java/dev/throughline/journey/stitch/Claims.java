package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Span;
import dev.throughline.journey.stitch.Case.Owner;
import dev.throughline.journey.stitch.Person.Named;
import java.util.Collections;
import java.util.EnumSet;
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

  /** Batches that fed batches that fed batches: nobody follows further than this. */
  private static final int DEEPEST = 256;

  private final Named[] named;
  private final Case[] caseOf;
  private final Map<Integer, Set<Row>> causes = new HashMap<>();
  private final Map<Integer, Set<Row>> effects = new HashMap<>();
  private final Set<Row> causedWithin = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Row> rows;
  private final int[] speakers;
  private final Set<Case> ofManyVoices = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Row, Owner> answers = new IdentityHashMap<>();
  private int deep;

  Claims(List<Row> rows, Tree tree, Person person, Case[] caseOf) {
    this.rows = rows;
    this.caseOf = caseOf;
    this.named = new Named[rows.size()];
    SpanIndex spans = new SpanIndex(rows);
    Messages messages = new Messages(rows);
    for (Row row : rows) {
      named[row.index()] = nameIn(row, person);
      if (row.signal() instanceof Span span) {
        span.causes().forEach(l -> spans.find(SpanKey.of(l), row).ifPresent(c -> note(c, row)));
        messages.producersFor(row).forEach(cause -> note(cause, row));
      }
    }
    this.speakers = speakers(tree);
  }

  /**
   * Who speaks for each row: itself or its nearest ancestor in the trace that names a person or
   * took a message from elsewhere, whether or not we know of whom.
   */
  private int[] speakers(Tree tree) {
    int[] speakers = new int[rows.size()];
    Set<Case> spoken = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int index : tree.topDown()) {
      int parent = tree.parent(index);
      boolean inside = parent != Tree.NONE && caseOf[parent] == caseOf[index];
      boolean speaks =
          named[index] != Named.NOBODY
              || Kinds.isReceiving(rows.get(index)) && causes.containsKey(index)
              || hasUnseenCause(rows.get(index));
      speakers[index] = speaks ? index : inside ? speakers[parent] : Tree.NONE;
      if (speaks && !spoken.add(caseOf[index])) {
        ofManyVoices.add(caseOf[index]);
      }
    }
    return speakers;
  }

  /** To be called when cases were decided since the last question. */
  void forget() {
    answers.clear();
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
    return !causes.containsKey(row.index())
        && !causedWithin.contains(row)
        && Kinds.isReceiving(row)
        && row.span() != null
        && !(row.span().causes().isEmpty() && row.signal().ids().messageIds().isEmpty());
  }

  /** In a divided trace the one who speaks for the row counts, else nothing is known. */
  private Owner ownerOf(Row row) {
    Case its = caseOf[row.index()];
    int speaker = speakers[row.index()];
    boolean divided =
        its.owner() == Owner.MIXED || its.isKnownByMessages() && ofManyVoices.contains(its);
    if (!divided) {
      return its.owner();
    }
    return speaker == Tree.NONE ? Owner.UNKNOWN : ownerBySpeaker(rows.get(speaker));
  }

  private Owner ownerBySpeaker(Row speaker) {
    return switch (named[speaker.index()]) {
      case SELF -> Owner.SELF;
      case OTHER -> Owner.OTHER;
      case NOBODY -> ownerByCauses(speaker);
    };
  }

  /** The one owner of all messages it took; where messages go in circles, nobody is known. */
  private Owner ownerByCauses(Row consumer) {
    if (deep == DEEPEST) {
      return Owner.UNKNOWN;
    }
    Owner known = answers.putIfAbsent(consumer, Owner.UNKNOWN);
    if (known != null) {
      return known;
    }
    deep++;
    Set<Owner> owners = EnumSet.noneOf(Owner.class);
    causes.getOrDefault(consumer.index(), Set.of()).forEach(cause -> owners.add(ownerOf(cause)));
    deep--;
    Owner answer = owners.size() == 1 ? owners.iterator().next() : Owner.UNKNOWN;
    answers.put(consumer, answer);
    return answer;
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
