package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every agent the build fetched, on every JDK installed beside the one that runs the tests, from
 * the 17 on that the applications are compiled for. Of the agents there is one, with {@code
 * -Pagent-matrix} several.
 */
class AgentVersionsIT {
  @ParameterizedTest(name = "agent {0} on {1}")
  @MethodSource("combinations")
  void oneIdEverywhere(String version, Path javaHome) throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp app =
            Servers.JDK.plain().withAgent(version).withExtension().on(javaHome).to(sink).start()) {
      OneId.isSeenEverywhere(app, "/hello", sink);
      app.get("/call?" + sink.url() + "/callee", "baggage", "user.id=alice,tenant=blue");
      assertThat(sink.spanWith("user.id", "alice").attributes()).containsKey("correlation.id");
      assertThat(sink.call("/callee").getFirst("baggage"))
          .contains("tenant=blue")
          .doesNotContain("alice");
      assertThat(app.output()).doesNotContain("throughline: server", "throughline: client");
    }
  }

  static Stream<Arguments> combinations() throws IOException {
    return javaHomes().stream()
        .flatMap(home -> agents().stream().map(version -> Arguments.of(version, home)));
  }

  private static List<String> agents() {
    String[] jars = Path.of(System.getProperty("agents.dir")).toFile().list();
    return Stream.of(jars == null ? new String[0] : jars)
        .filter(jar -> jar.startsWith("opentelemetry-javaagent-2"))
        .map(jar -> jar.replaceAll("opentelemetry-javaagent-|\\.jar", ""))
        .sorted()
        .toList();
  }

  /** Links to one JDK count once. */
  private static List<Path> javaHomes() throws IOException {
    try (Stream<Path> homes =
        Files.list(Path.of(System.getProperty("java.home")).toRealPath().resolve(".."))) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
          .filter(home -> !Files.isSymbolicLink(home) && version(home) >= 17)
          .sorted()
          .toList();
    }
  }

  /** Its major version by its own release file, 0 without one. */
  private static int version(Path javaHome) {
    Path release = javaHome.resolve("release");
    if (!Files.exists(release)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(release)) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> Runtime.Version.parse(line.replaceAll("JAVA_VERSION=|\"", "")).feature())
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
