package dev.throughline.formats;

import dev.throughline.formats.DecodeResult.Malformed;

/**
 * The lines of one file of unknown making: OTLP JSON, log lines, or our own records, told apart
 * line by line. One instance per file; not thread-safe.
 */
public final class FileLineDecoder {
  public FileLineDecoder(Intake in) {}

  /**
   * One line without its end; a blank line is an empty answer, a line of none of the three kinds is
   * {@link Malformed}.
   */
  public DecodeResult line(byte[] line) {
    return new Malformed("not built yet");
  }
}
