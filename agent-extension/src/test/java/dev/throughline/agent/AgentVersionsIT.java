package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every agent the build fetched, on every JDK installed beside the one that runs the tests, and on
 * those that {@code -Dthroughline.jdks=HOME:HOME} names, from Java 8 on. Of the agents there are
 * the oldest, one in between and the newest, with {@code -Pagent-matrix} more.
 */
@Execution(ExecutionMode.CONCURRENT)
class AgentVersionsIT {
  /** What the extension and the application that meets every JDK are compiled for. */
  private static final int OLDEST = 8;

  @ParameterizedTest(name = "agent {0} on {1}")
  @MethodSource("onEveryJdk")
  void oneIdEverywhere(String version, Path javaHome) throws Exception {
    Launch netty = Launch.plain("apps-java8", "NettyServer").withAgent(version).withExtension();
    try (OtlpSink sink = new OtlpSink();
        RunningApp app = netty.on(javaHome).to(sink).start()) {
      OneId.isSeenEverywhere(app, "/hello", sink);
      assertThat(app.output()).doesNotContain("throughline: server", "throughline: response");
    }
  }

  @ParameterizedTest(name = "agent {0}")
  @MethodSource("agents")
  void aUserStaysInTheHouse(String version) throws Exception {
    Launch server = Servers.JDK.plain().withAgent(version).withExtension();
    try (OtlpSink sink = new OtlpSink();
        RunningApp app = server.to(sink).start()) {
      OneId.isSeenEverywhere(app, "/hello", sink);
      app.get("/call?" + sink.url() + "/callee", "baggage", "user.id=alice,tenant=blue");
      assertThat(sink.spanWith("user.id", "alice").attributes()).containsKey("correlation.id");
      assertThat(sink.call("/callee").getFirst("baggage"))
          .contains("tenant=blue")
          .doesNotContain("alice");
      assertThat(app.output()).doesNotContain("throughline: server", "throughline: client");
    }
  }

  /** A servlet container, and Log4j 2. */
  @ParameterizedTest(name = "agent {0}")
  @MethodSource("agents")
  void aWarInTomcat(String version) throws Exception {
    Launch tomcat = Servers.TOMCAT_WAR.plain().withAgent(version).withExtension();
    try (OtlpSink sink = new OtlpSink();
        RunningApp app = tomcat.to(sink).start()) {
      OneId.isSeenEverywhere(app, Servers.TOMCAT_WAR.hello(), sink);
    }
  }

  static Stream<Arguments> onEveryJdk() throws IOException {
    return javaHomes().stream()
        .filter(home -> version(home) >= OLDEST)
        .flatMap(home -> agents().stream().map(version -> Arguments.of(version, home)));
  }

  static List<String> agents() {
    String[] jars = Path.of(System.getProperty("agents.dir")).toFile().list();
    return Stream.of(jars == null ? new String[0] : jars)
        .filter(jar -> jar.startsWith("opentelemetry-javaagent-2"))
        .map(jar -> jar.replaceAll("opentelemetry-javaagent-|\\.jar", ""))
        .sorted()
        .toList();
  }

  /** Links to one JDK count once. */
  private static List<Path> javaHomes() throws IOException {
    Stream<Path> named =
        Stream.of(System.getProperty("throughline.jdks", "").split(File.pathSeparator))
            .filter(home -> !home.isBlank())
            .map(Path::of);
    try (Stream<Path> beside =
        Files.list(Path.of(System.getProperty("java.home")).toRealPath().resolve(".."))) {
      return Stream.concat(beside, named)
          .filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
          .filter(home -> !Files.isSymbolicLink(home))
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
          .map(line -> line.replaceAll("JAVA_VERSION=|\"", "").replaceFirst("^1\\.", ""))
          .map(version -> Integer.valueOf(version.split("[._+]")[0]))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
