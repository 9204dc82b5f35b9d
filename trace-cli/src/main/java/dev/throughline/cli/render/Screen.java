package dev.throughline.cli.render;

import java.time.ZoneId;

/**
 * How much the reader's screen can show.
 *
 * @param columns where lines are cut, at least {@link #NARROWEST}
 * @param cut whether lines longer than that are cut; a pipe and {@code --wide} get them whole
 * @param colour whether ANSI colours may be written
 * @param unicode whether more than ASCII may be written
 * @param zone the zone in which times are shown
 */
public record Screen(int columns, boolean cut, boolean colour, boolean unicode, ZoneId zone) {
  /** Below this there is no room for a tree. */
  public static final int NARROWEST = 60;

  /** What a pipe or a file is laid out for. */
  public static final int USUAL = 110;

  public Screen {
    columns = Math.max(columns, NARROWEST);
  }
}
