package dev.throughline.cli.render;

/** The colours of the tree: the sixteen that follow the reader's own terminal theme. */
enum Paint {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  RED("31"),
  BOLD_RED("1;31"),
  YELLOW("33"),
  GREEN("32"),
  CYAN("36"),
  GREEN_BRIGHT("92"),
  YELLOW_BRIGHT("93"),
  BLUE("94"),
  MAGENTA("35"),
  MAGENTA_BRIGHT("95"),
  CYAN_BRIGHT("96"),
  BLUE_DARK("34"),
  WHITE("97");

  /** What services are told apart by; red is kept for trouble. */
  private static final Paint[] SERVICES = {
    CYAN, GREEN, BLUE, MAGENTA, YELLOW, CYAN_BRIGHT, GREEN_BRIGHT, MAGENTA_BRIGHT, BLUE_DARK, WHITE
  };

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  /** The colour of the n-th service of a journey. */
  static Paint ofService(int n) {
    return SERVICES[n % SERVICES.length];
  }

  void append(StringBuilder line, String text) {
    if (this == PLAIN || text.isEmpty()) {
      line.append(text);
    } else {
      line.append("\u001b[").append(code).append('m').append(text).append("\u001b[0m");
    }
  }
}
