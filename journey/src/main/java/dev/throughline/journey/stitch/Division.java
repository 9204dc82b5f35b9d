package dev.throughline.journey.stitch;

import dev.throughline.journey.stitch.Case.Owner;
import dev.throughline.journey.stitch.Claims.Claim;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides the rows of each case among persons. A row that says nothing of its own belongs to whom
 * its nearest ancestor in the trace says, else to whom the trace's entry says. Where the entry says
 * nothing and several persons are named below (a batch), what leads to the person's part is shared.
 */
final class Division {
  /** Whose a row is. */
  enum Part {
    NOBODY,
    SELF,
    OTHER,
    SHARED
  }

  private final Part[] parts;

  Division(List<Row> rows, Tree tree, Case[] caseOf, Claims claims) {
    this.parts = new Part[rows.size()];
    Claim[] claim = new Claim[rows.size()];
    rows.forEach(row -> claim[row.index()] = claims.of(row));
    int[] topDown = tree.topDown();
    Map<Case, Part> entries = entries(rows, tree, caseOf, claim);
    for (int index : topDown) {
      parts[index] = inherit(index, tree, caseOf, claim, entries);
    }
    shareWhatLeadsToSelf(topDown, tree, caseOf);
  }

  Part of(Row row) {
    return parts[row.index()];
  }

  private Part inherit(
      int index, Tree tree, Case[] caseOf, Claim[] claim, Map<Case, Part> entries) {
    return switch (claim[index]) {
      case SELF -> Part.SELF;
      case OTHER -> Part.OTHER;
      case BOTH -> Part.SHARED;
      case NOBODY -> {
        int parent = tree.parent(index);
        boolean inside = parent != Tree.NONE && caseOf[parent] == caseOf[index];
        Part above = inside ? parts[parent] : Part.NOBODY;
        yield above != Part.NOBODY ? above : entries.getOrDefault(caseOf[index], Part.NOBODY);
      }
    };
  }

  /** Whose each case is where no row on the way up says so. */
  private static Map<Case, Part> entries(List<Row> rows, Tree tree, Case[] caseOf, Claim[] claim) {
    int[] depths = tree.depths();
    Map<Case, Part> entries = new IdentityHashMap<>();
    Map<Case, Integer> least = new IdentityHashMap<>();
    for (Row row : rows) {
      Case one = caseOf[row.index()];
      if (one.owner() != Owner.MIXED) {
        entries.put(one, decided(one));
      } else if (claim[row.index()] != Claim.NOBODY) {
        int depth = depths[row.index()];
        Part here = claim[row.index()] == Claim.SELF ? Part.SELF : Part.OTHER;
        int before = least.getOrDefault(one, Integer.MAX_VALUE);
        if (claim[row.index()] == Claim.BOTH || depth == before && entries.get(one) != here) {
          here = Part.NOBODY;
        }
        if (depth <= before) {
          entries.put(one, here);
          least.put(one, depth);
        }
      }
    }
    return entries;
  }

  private static Part decided(Case one) {
    return switch (one.owner()) {
      case SELF -> Part.SELF;
      case OTHER -> Part.OTHER;
      case UNKNOWN, MIXED -> Part.NOBODY;
    };
  }

  private void shareWhatLeadsToSelf(int[] topDown, Tree tree, Case[] caseOf) {
    boolean[] selfBelow = new boolean[parts.length];
    boolean[] otherBelow = new boolean[parts.length];
    for (int i = topDown.length - 1; i >= 0; i--) {
      int index = topDown[i];
      int parent = tree.parent(index);
      if (parent != Tree.NONE && caseOf[parent] == caseOf[index]) {
        selfBelow[parent] |= selfBelow[index] || parts[index] == Part.SELF;
        otherBelow[parent] |= otherBelow[index] || parts[index] == Part.OTHER;
      }
    }
    for (int index : topDown) {
      if (parts[index] == Part.NOBODY && caseOf[index].owner() == Owner.MIXED) {
        int parent = tree.parent(index);
        boolean underShared = parent != Tree.NONE && parts[parent] == Part.SHARED;
        if (selfBelow[index] || underShared && !otherBelow[index]) {
          parts[index] = Part.SHARED;
        }
      }
    }
  }
}
