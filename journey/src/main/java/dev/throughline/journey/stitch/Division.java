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
    int[] depths = depthsWithin(tree, caseOf);
    Map<Case, Entry> entries = new IdentityHashMap<>();
    for (Row row : rows) {
      Case one = caseOf[row.index()];
      if (isDivided(one) && claim[row.index()] != Claim.NOBODY) {
        entries.computeIfAbsent(one, k -> new Entry()).add(claim[row.index()], depths[row.index()]);
      }
    }
    Map<Case, Part> parts = new IdentityHashMap<>();
    for (Case one : caseOf) {
      Entry entry = entries.get(one);
      parts.put(one, entry == null ? decided(one) : entry.part);
    }
    return parts;
  }

  private static int[] depthsWithin(Tree tree, Case[] caseOf) {
    int[] depths = new int[caseOf.length];
    for (int index : tree.topDown()) {
      int parent = tree.parent(index);
      boolean inside = parent != Tree.NONE && caseOf[parent] == caseOf[index];
      depths[index] = inside ? depths[parent] + 1 : 0;
    }
    return depths;
  }

  private static boolean isDivided(Case one) {
    return one.owner() == Owner.MIXED || one.isKnownByMessages();
  }

  /** What the claims nearest to the root of a case say; nothing when they disagree. */
  private static final class Entry {
    private int least = Integer.MAX_VALUE;
    private Part part = Part.NOBODY;

    void add(Claim claim, int depth) {
      Part here =
          switch (claim) {
            case SELF -> Part.SELF;
            case OTHER -> Part.OTHER;
            case BOTH, NOBODY -> Part.NOBODY;
          };
      if (depth < least) {
        least = depth;
        part = here;
      } else if (depth == least && part != here) {
        part = Part.NOBODY;
      }
    }
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
      if (parts[index] == Part.NOBODY && isDivided(caseOf[index])) {
        int parent = tree.parent(index);
        boolean underShared = parent != Tree.NONE && parts[parent] == Part.SHARED;
        if (selfBelow[index] || underShared && !otherBelow[index]) {
          parts[index] = Part.SHARED;
        }
      }
    }
  }
}
