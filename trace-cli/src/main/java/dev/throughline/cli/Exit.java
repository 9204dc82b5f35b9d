package dev.throughline.cli;

/** The exit codes, the same for every command. */
final class Exit {
  static final int FOUND = 0;
  static final int NO_ANSWER = 1;
  static final int WRONG_USAGE = 2;

  /** Only with {@code --require-complete}. */
  static final int INCOMPLETE = 3;

  static final int NOTHING_FOUND = 4;

  /** Only of {@code diff}: both are there, and they are not the same. */
  static final int DIFFERENT = 5;

  private Exit() {}
}
