package dev.throughline.cli.render;

/** A number with its noun. */
final class Count {
  private Count() {}

  static String of(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
