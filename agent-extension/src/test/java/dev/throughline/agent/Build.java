package dev.throughline.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a build has put things, for a program that no build starts. */
final class Build {
  /** Sets what the build tells its tests, from what lies in the module's folder. */
  static void findIn(Path folder) throws IOException {
    Path module = folder.toAbsolutePath();
    Path target = module.resolve("target");
    Path agent = newest(target.resolve("agents"), "opentelemetry-javaagent-.*\\.jar");
    System.setProperty(
        "agent.version",
        agent.getFileName().toString().replaceAll("opentelemetry-javaagent-|\\.jar", ""));
    System.setProperty("agents.dir", target.resolve("agents").toString());
    System.setProperty("apps.dir", module.toString());
    System.setProperty(
        "extension.jar", newest(target, "agent-extension-[0-9][^-]*(-SNAPSHOT)?\\.jar").toString());
    System.setProperty("work.dir", target.resolve("runs").toString());
  }

  private static Path newest(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name))
          .max(Path::compareTo)
          .orElseThrow(() -> new IOException("no " + name + " in " + folder));
    }
  }

  private Build() {}
}
