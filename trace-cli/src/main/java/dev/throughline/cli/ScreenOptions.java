package dev.throughline.cli;

import dev.throughline.cli.render.Screen;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** How much of an answer is shown, and how colourful. */
final class ScreenOptions {
  /** When to write ANSI colours. */
  enum Colour {
    AUTO,
    ALWAYS,
    NEVER
  }

  @Option(
      names = {"--color", "--colour"},
      paramLabel = "auto|always|never",
      description = "Colours; auto: on a terminal, unless NO_COLOR is set (default: auto).")
  private Colour colour = Colour.AUTO;

  @Option(names = "--wide", description = "Never cut a line to the terminal's width.")
  private boolean wide;

  Screen screen(Shell shell, ZoneId zone) {
    int told = columnsVariable(shell);
    int columns = told > 0 ? told : shell.terminal().columns();
    // A pipe's reader searches or scrolls: nothing is cut unless a width was asked for.
    boolean cut = !wide && (shell.terminal().interactive() || told > 0);
    return new Screen(
        columns > 0 ? columns : Screen.USUAL,
        cut,
        colours(shell),
        shell.terminal().unicode(),
        zone);
  }

  private boolean colours(Shell shell) {
    String noColor = shell.environment().getOrDefault("NO_COLOR", "");
    boolean dumb = "dumb".equals(shell.environment().get("TERM"));
    return switch (colour) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> shell.terminal().interactive() && noColor.isEmpty() && !dumb;
    };
  }

  private static int columnsVariable(Shell shell) {
    String columns = shell.environment().getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(columns) : 0;
  }
}
