package dev.throughline.journey.model;

/** OpenTelemetry's severity numbers: 1 to 24, four to a level. */
public final class Severity {
  public static final int TRACE = 1;
  public static final int DEBUG = 5;
  public static final int INFO = 9;
  public static final int WARN = 13;
  public static final int ERROR = 17;
  public static final int FATAL = 21;
  public static final int MAX = 24;

  private static final String[] NAMES = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};

  private Severity() {}

  /**
   * The level's name.
   *
   * @param number 1 to 24
   */
  public static String name(int number) {
    return NAMES[(number - 1) / 4];
  }
}
