package dev.throughline.correlation.lines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of docs/with, whose blocks are tested as they stand. */
public record Page(String text) {
  /** Reads it, from whichever module's folder the test runs in. */
  public static Page named(String name) throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve("docs/with"))) {
      folder = folder.getParent();
    }
    return new Page(Files.readString(folder.resolve("docs/with").resolve(name)));
  }

  /** The first block that says a text. */
  public String block(String language, String saying) {
    Matcher blocks = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(text);
    while (blocks.find()) {
      if (blocks.group(1).contains(saying)) {
        return blocks.group(1);
      }
    }
    throw new IllegalArgumentException("no block of " + language + " with: " + saying);
  }

  /** The second column of the table row that begins with a code. */
  public String besides(String code) {
    Matcher row =
        Pattern.compile("(?m)^\\| `" + Pattern.quote(code) + "` \\| `([^`]*)` \\|").matcher(text);
    if (!row.find()) {
      throw new IllegalArgumentException("no row: " + code);
    }
    return row.group(1);
  }
}
