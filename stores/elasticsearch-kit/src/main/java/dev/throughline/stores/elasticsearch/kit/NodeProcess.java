package dev.throughline.stores.elasticsearch.kit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The processes of a node: its launcher and the server that it starts. Elasticsearch refuses to run
 * as root, so for root they run as {@code nobody}, to whom the folder is given.
 */
final class NodeProcess {
  private static final String NOBODY = "65534";

  private final Process launcher;
  private final List<ProcessHandle> all;

  private NodeProcess(Process launcher) {
    this.launcher = launcher;
    this.all = new ArrayList<>();
  }

  static NodeProcess start(Path home, Path out, String javaOptions) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      giveAway(home);
      command.addAll(
          List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"));
    }
    command.addAll(List.of("bash", "bin/elasticsearch"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("ES_"));
    builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ES_TMPDIR", home.resolve("tmp").toString());
    builder.environment().put("ES_JAVA_OPTS", javaOptions);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return new NodeProcess(builder.start());
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void giveAway(Path home) throws IOException {
    try (Stream<Path> paths = Files.walk(home)) {
      for (Path path : paths.toList()) {
        Files.setAttribute(path, "unix:uid", Integer.valueOf(NOBODY));
        Files.setAttribute(path, "unix:gid", Integer.valueOf(NOBODY));
      }
    }
  }

  boolean isAlive() {
    return launcher.isAlive();
  }

  /** Asks it to end, and waits until it has; who does not within three minutes is killed. */
  void stop() {
    handles().forEach(ProcessHandle::destroy);
    try {
      ends().get(3, TimeUnit.MINUTES);
    } catch (TimeoutException | ExecutionException e) {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  /** {@code kill -9}, and waits until it is gone. */
  void kill() {
    handles().forEach(ProcessHandle::destroyForcibly);
    ends().orTimeout(3, TimeUnit.MINUTES).join();
  }

  /** The server before its launcher, which would otherwise tidy up after it. */
  private List<ProcessHandle> handles() {
    if (all.isEmpty()) {
      launcher.descendants().forEach(all::add);
      all.add(launcher.toHandle());
    }
    return all;
  }

  private CompletableFuture<Void> ends() {
    return CompletableFuture.allOf(
        handles().stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
  }
}
