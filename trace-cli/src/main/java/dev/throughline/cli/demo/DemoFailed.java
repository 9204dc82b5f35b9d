package dev.throughline.cli.demo;

/** The demo could not go on; the message says what happened and where to look. */
public final class DemoFailed extends Exception {
  private static final long serialVersionUID = 1;

  DemoFailed(String message) {
    super(message);
  }

  DemoFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
