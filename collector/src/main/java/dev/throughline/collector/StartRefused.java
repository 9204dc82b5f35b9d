package dev.throughline.collector;

/** The collector cannot start; the message is one line for the operator. */
final class StartRefused extends Exception {
  private static final long serialVersionUID = 1;

  StartRefused(String message) {
    super(message);
  }

  StartRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
