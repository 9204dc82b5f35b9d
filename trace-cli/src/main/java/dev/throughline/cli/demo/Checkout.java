package dev.throughline.cli.demo;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The project's folder, as the demo needs it: launchers, jars, and Maven where jars are missing.
 */
final class Checkout {
  /** Maven's line about the module it comes to. */
  private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (.*?) +(\\[\\d+/\\d+])");

  private static final String EXTENSION = "agent-extension";

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

  /**
   * The modules that are not built yet, of those that the demo runs.
   *
   * @param withAgent whether the OpenTelemetry agent and our extension are to run too
   */
  List<String> missing(boolean withAgent) {
    Stream<String> usual =
        Stream.of("collector", "demo")
            .filter(
                module ->
                    jar(module).isEmpty()
                        || !Files.isDirectory(root.resolve(module + "/target/lib")));
    boolean agentMissing = withAgent && (jar(EXTENSION).isEmpty() || agents().isEmpty());
    return Stream.concat(usual, agentMissing ? Stream.of(EXTENSION) : Stream.of()).toList();
  }

  /** The newest OpenTelemetry agent that the extension's build has fetched. */
  Path agent() throws DemoFailed {
    return agents().stream()
        .max(Comparator.comparing(Checkout::version))
        .orElseThrow(() -> new DemoFailed("no agent in " + root.resolve(EXTENSION)));
  }

  Path extension() throws DemoFailed {
    return jar(EXTENSION)
        .orElseThrow(() -> new DemoFailed("no jar of the extension in " + root.resolve(EXTENSION)));
  }

  private List<Path> agents() {
    return files(
        root.resolve(EXTENSION).resolve("target/agents"), "opentelemetry-javaagent-[0-9.]+\\.jar");
  }

  /** A minor version never has three digits. */
  private static String version(Path agent) {
    return agent.getFileName().toString().replaceAll("\\b(\\d)\\b", "0$1");
  }

  /**
   * Builds modules and what they depend on.
   *
   * @param progress takes a line for each module that Maven comes to
   */
  void build(List<String> modules, Consumer<String> progress)
      throws DemoFailed, InterruptedException {
    List<String> command =
        List.of(
            maven().toString(),
            "-B",
            "-Dstyle.color=never",
            "-DskipTests",
            "-pl",
            String.join(",", modules),
            "-am",
            "package");
    try {
      Path log = Files.createTempFile("throughline-build", ".log");
      int exit = run(command, log, progress);
      if (exit != 0) {
        throw new DemoFailed(
            "the build failed; see " + log + ", or run: " + String.join(" ", command));
      }
      Files.delete(log);
    } catch (IOException e) {
      throw new DemoFailed("Maven cannot be started: " + e.getMessage(), e);
    }
  }

  private int run(List<String> command, Path log, Consumer<String> progress)
      throws IOException, InterruptedException {
    Process maven =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true).start();
    maven.getOutputStream().close();
    try (BufferedReader said = maven.inputReader();
        BufferedWriter copy = Files.newBufferedWriter(log)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        copy.write(line + "\n");
        Matcher module = MODULE.matcher(line);
        if (module.matches()) {
          progress.accept("  " + module.group(2) + " " + module.group(1));
        }
      }
    }
    return maven.waitFor();
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
    return files(root.resolve(module).resolve("target"), module + "-[0-9][^-]*(-SNAPSHOT)?\\.jar")
        .stream()
        .findFirst();
  }

  private static List<Path> files(Path folder, String name) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches(name)).toList();
    } catch (IOException unreadable) {
      return List.of();
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
