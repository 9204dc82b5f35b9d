package dev.throughline.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The project's folder, as the demo needs it: launchers, jars, and Maven where jars are missing.
 */
final class Checkout {
  private final Path root;

  Checkout(Path root) {
    this.root = root;
  }

  Path collectorLauncher() {
    return root.resolve("bin/collector");
  }

  /** The class path of the shop and its crowd. */
  String shopClassPath() throws DemoFailed {
    Path target = root.resolve("demo/target");
    Path jar = jar("demo").orElseThrow(() -> new DemoFailed("no jar of the demo in " + target));
    return jar + ":" + target.resolve("lib") + "/*";
  }

  /** The modules that are not built yet, of those that the demo runs. */
  List<String> missing() {
    return Stream.of("collector", "demo")
        .filter(
            module ->
                jar(module).isEmpty() || !Files.isDirectory(root.resolve(module + "/target/lib")))
        .toList();
  }

  /** Builds modules and what they depend on; Maven's own words go to standard error. */
  void build(List<String> modules) throws DemoFailed, InterruptedException {
    List<String> command =
        List.of(
            maven().toString(),
            "-q",
            "-B",
            "-DskipTests",
            "-pl",
            String.join(",", modules),
            "-am",
            "package");
    try {
      Process maven =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectOutput(ProcessBuilder.Redirect.to(root.resolve("demo-build.log").toFile()))
              .redirectErrorStream(true)
              .start();
      maven.getOutputStream().close();
      int exit = maven.waitFor();
      if (exit != 0) {
        throw new DemoFailed(
            "the build failed; see "
                + root.resolve("demo-build.log")
                + ", or run: "
                + String.join(" ", command));
      }
      Files.deleteIfExists(root.resolve("demo-build.log"));
    } catch (IOException e) {
      throw new DemoFailed("Maven cannot be started: " + e.getMessage(), e);
    }
  }

  /** A fresh folder for one run, below the build's own output so that a clean build removes it. */
  Path runFolder() throws DemoFailed {
    Path target = root.resolve("demo/target");
    try {
      return Files.createTempDirectory(
          Files.isWritable(target) ? target : Path.of(System.getProperty("java.io.tmpdir")),
          "run-");
    } catch (IOException e) {
      throw new DemoFailed("no folder can be made for the run: " + e.getMessage(), e);
    }
  }

  private Optional<Path> jar(String module) {
    Path target = root.resolve(module).resolve("target");
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().matches(module + "-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
          .findFirst();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Path maven() throws DemoFailed {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(":"))
        .filter(dir -> !dir.isEmpty())
        .map(dir -> Path.of(dir, "mvn"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new DemoFailed(
                    "there is no mvn on the PATH to build with; install Maven 3.8.7 or later"));
  }
}
