package dev.throughline.cli;

import java.util.Objects;

/** The command line asks for something that cannot be; ends in {@link Exit#WRONG_USAGE}. */
final class WrongUsage extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message the option, its value, and what was expected
   */
  WrongUsage(String message) {
    super(message);
  }

  WrongUsage(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
