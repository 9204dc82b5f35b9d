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
  /**
   * Set by the launcher where there is a terminal, which it can ask more cheaply than a JVM can;
   * without a number where the terminal does not say.
   */
  private static final String COLUMNS = "trace-cli.columns";

  static Terminal ofProcess() {
    boolean interactive = System.getProperty(COLUMNS) != null;
    int columns = Integer.getInteger(COLUMNS, 0);
    String encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding"));
    boolean unicode = encoding != null && encoding.toUpperCase(Locale.ROOT).startsWith("UTF");
    return new Terminal(interactive, columns, unicode);
  }
}
