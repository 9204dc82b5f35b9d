import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks ({@code check}) or applies ({@code apply}) google-java-format to every Java source below
 * the working directory. A program of our own because the formatter parses with the JDK it runs on:
 * inside Maven's own JVM (17 or later) it could not read Java 21 sources, so the build starts it on
 * the toolchain's JDK.
 */
final class Format {
  /**
   * Its time is the start of the last run that found nothing wrong: older files need no second
   * look.
   */
  private static final Path STAMP = Path.of("target", "tools", "formatted");

  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git");

  public static void main(String[] args) throws IOException, FormatterException {
    boolean apply = args.length > 0 && args[0].equals("apply");
    List<Path> unformatted = new ArrayList<>();
    FileTime checked =
        Files.exists(STAMP) ? Files.getLastModifiedTime(STAMP) : FileTime.fromMillis(0);
    FileTime started = FileTime.from(Instant.now());
    for (Path file : sources(Path.of(""))) {
      if (Files.getLastModifiedTime(file).compareTo(checked) < 0) {
        continue;
      }
      String before = Files.readString(file);
      String after = format(file, before);
      if (!after.equals(before)) {
        unformatted.add(file);
        if (apply) {
          Files.writeString(file, after);
        }
      }
    }
    unformatted.forEach(
        file -> System.out.println((apply ? "formatted " : "not formatted: ") + file));
    if (!apply && !unformatted.isEmpty()) {
      System.out.println("Run: mvn -N validate -Dformat=apply");
      System.exit(1);
    }
    Files.createDirectories(STAMP.getParent());
    Files.write(STAMP, new byte[0]);
    Files.setLastModifiedTime(STAMP, started);
  }

  private static String format(Path file, String source) throws FormatterException {
    try {
      String imports = ImportOrderer.reorderImports(source, Style.GOOGLE);
      return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(imports));
    } catch (FormatterException e) {
      System.err.println(file + ": " + e.getMessage());
      throw e;
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            Path name = dir.getFileName();
            boolean skip = name != null && SKIPPED.contains(name.toString());
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }
}
