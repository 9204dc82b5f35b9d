package dev.throughline.cli.render;

/** The signs of the tree, each with the ASCII it becomes on a screen that has no more. */
enum Glyph {
  BRANCH("├╴", "|-"),
  LAST_BRANCH("└╴", "`-"),
  STEM("│ ", "| "),
  LOG("· ", ". "),
  WARNING("▲ ", "! "),
  FAILURE("✗ ", "x "),
  EVENT("★ ", "* "),
  SPAN_EVENT("◦ ", "o "),
  GAP("◌ ", "? "),
  ORIGIN("▶ ", "> "),
  CLIENT("→ ", "> "),
  PRODUCER("⇢ ", ">> "),
  CONSUMER("⇠ ", "<< "),
  PAUSE("┆ ", ": "),
  RULE("─", "-"),
  DASH("–", "-"),
  DOT(" · ", ", "),
  ELLIPSIS("…", "..."),
  PASSED_ON(" → ", " -> "),
  BEYOND("›", ">"),
  GOOD("✓ ", "+ "),
  SERVICE("■ ", ""),
  MICROSECONDS("µs", "us"),
  PLUS_MINUS("±", "+/-"),
  ABOUT("≈", "~");

  private final String unicode;
  private final String ascii;

  Glyph(String unicode, String ascii) {
    this.unicode = unicode;
    this.ascii = ascii;
  }

  String in(boolean unicode) {
    return unicode ? this.unicode : ascii;
  }
}
