package dev.throughline.cli;

import java.util.Locale;

/**
 * What standard output is connected to.
 *
 * @param interactive whether it is a terminal
 * @param columns its width, or 0 when nobody knows
 * @param unicode whether the locale can show more than ASCII
 */
record Terminal(boolean interactive, int columns, boolean unicode) {
  /** Set by the launcher, which can ask the terminal more cheaply than a JVM can. */
  private static final String COLUMNS = "trace-cli.columns";

  static Terminal ofProcess() {
    Integer columns = Integer.getInteger(COLUMNS);
    String encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
    boolean unicode = encoding != null && encoding.toUpperCase(Locale.ROOT).startsWith("UTF");
    return new Terminal(columns != null, columns == null ? 0 : columns, unicode);
  }
}
