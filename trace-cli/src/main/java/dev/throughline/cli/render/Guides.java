package dev.throughline.cli.render;

import dev.throughline.cli.render.Forest.Place;

/** The lines that lead from a row up to its parent. */
final class Guides {
  /** Levels below the root that are drawn; what lies deeper says its level in figures. */
  static final int DEEPEST = 20;

  private final Pen pen;

  Guides(Pen pen) {
    this.pen = pen;
  }

  /** What stands before a span. */
  String before(Place place) {
    if (place.level() == 0) {
      return "";
    }
    return stems(place) + pen.glyph(place.last() ? Glyph.LAST_BRANCH : Glyph.BRANCH);
  }

  /** What stands before a bead: a log or an event takes the branch's own place. */
  String beside(Place place) {
    return place.level() == 0 ? "" : stems(place);
  }

  /** What stands before a further line of a row that is none of its children's. */
  String below(Place place) {
    String own = place.level() == 0 ? "" : stems(place) + stem(!place.last());
    return own + stem(!place.leaf());
  }

  private String stems(Place place) {
    StringBuilder stems = new StringBuilder();
    place.stems().forEach(goesOn -> stems.append(stem(goesOn)));
    if (place.level() > DEEPEST + 1) {
      stems.append(pen.glyph(Glyph.ELLIPSIS)).append(place.level()).append(' ');
    }
    return stems.toString();
  }

  private String stem(boolean goesOn) {
    return goesOn ? pen.glyph(Glyph.STEM) : "  ";
  }
}
