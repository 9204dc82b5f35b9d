package dev.throughline.cli.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** The files that a path or a pattern means, in the order of their names. */
final class Globs {
  private Globs() {}

  /**
   * @param pattern taken literally when a file of that very name exists
   */
  static List<Path> expand(String pattern) throws IOException {
    String plain = pattern.startsWith("///") ? pattern.substring(2) : pattern;
    Path literal = Path.of(plain);
    int glob = firstGlob(plain);
    if (glob < 0 || Files.exists(literal)) {
      return List.of(literal);
    }
    int slash = plain.lastIndexOf('/', glob);
    Path root = Path.of(slash < 0 ? "" : plain.substring(0, slash + 1));
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + plain);
    int depth = plain.indexOf("**") >= 0 ? Integer.MAX_VALUE : depth(plain, slash);
    try (Stream<Path> paths = Files.walk(root, depth, FileVisitOption.FOLLOW_LINKS)) {
      return paths.filter(matcher::matches).filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static int firstGlob(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if ("*?[{".indexOf(pattern.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static int depth(String pattern, int slash) {
    return 1 + (int) pattern.substring(slash + 1).chars().filter(c -> c == '/').count();
  }
}
