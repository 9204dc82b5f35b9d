package dev.throughline.correlation.lines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of docs/with, whose blocks are tested as they stand. */
public record Page(String text) {
  /** Reads it. */
  public static Page named(String name) throws IOException {
    return new Page(Files.readString(folder().resolve(name)));
  }

  /** Where the pages are, from whichever module's folder the test runs in. */
  public static Path folder() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve("docs/with"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs/with");
  }

  /** The first block that says a text. */
  public String block(String language, String saying) {
    return blocks(language).stream()
        .filter(block -> block.contains(saying))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no block of " + language + " with: " + saying));
  }

  /** All blocks in a language. */
  public List<String> blocks(String language) {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(text)
        .results()
        .map(block -> block.group(1))
        .toList();
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
