package dev.throughline.correlation.lines;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log line's members, read without a JSON library: those on the class path are part of what is
 * tested.
 */
public record JsonLine(String json) {
  /** The member as it is written, a text with its quotes and escapes; empty if it is not there. */
  public String raw(String name) {
    Matcher member =
        Pattern.compile("[{,]\"" + Pattern.quote(name) + "\":(\"(?:[^\"\\\\]|\\\\.)*\"|[^,}]*)")
            .matcher(json);
    return member.find() ? member.group(1) : "";
  }

  /** A text without its quotes, anything else as it is written. */
  public String text(String name) {
    String raw = raw(name);
    return raw.startsWith("\"") ? raw.substring(1, raw.length() - 1) : raw;
  }

  /** A number, written as such or as a text. */
  public long number(String name) {
    return Long.parseLong(text(name));
  }
}
