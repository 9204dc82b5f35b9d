package dev.throughline.agent;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How to start an application: which main, which agent, which settings. Changed copies, no state.
 */
record Launch(
    String mainClass,
    List<String> classPath,
    String agentVersion,
    String extension,
    Path javaHome,
    List<String> flags,
    Map<String, String> environment,
    List<String> arguments) {

  private static final Path APPS = Path.of(System.getProperty("apps.dir"));

  /** One of the applications under {@code apps}, with the newest agent and the extension. */
  static Launch of(String app) {
    return new Launch(
        "com.example.unchanged." + app,
        classPath(APPS),
        System.getProperty("agent.version"),
        System.getProperty("extension.jar"),
        Path.of(System.getProperty("java.home")),
        List.of(),
        Map.of(),
        List.of());
  }

  /** Without Log4j's own back end: in these processes it is Logback that logs. */
  private static List<String> classPath(Path target) {
    List<String> path = new ArrayList<>(List.of(target.resolve("classes").toString()));
    for (File jar : target.resolve("lib").toFile().listFiles()) {
      if (!jar.getName().matches("log4j-(core|layout).*")) {
        path.add(jar.getPath());
      }
    }
    return path;
  }

  /** Exports spans and logs to {@code sink}, at once. */
  Launch to(OtlpSink sink) {
    return with("OTEL_EXPORTER_OTLP_ENDPOINT", sink.url())
        .with("OTEL_METRICS_EXPORTER", "none")
        .with("OTEL_BSP_SCHEDULE_DELAY", "50")
        .with("OTEL_BLRP_SCHEDULE_DELAY", "50")
        .with("OTEL_SERVICE_NAME", "unchanged");
  }

  Launch with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Launch(
        mainClass, classPath, agentVersion, extension, javaHome, flags, more, arguments);
  }

  Launch flag(String flag) {
    List<String> more = new ArrayList<>(flags);
    more.add(flag);
    return new Launch(
        mainClass, classPath, agentVersion, extension, javaHome, more, environment, arguments);
  }

  Launch argument(String argument) {
    List<String> more = new ArrayList<>(arguments);
    more.add(argument);
    return new Launch(
        mainClass, classPath, agentVersion, extension, javaHome, flags, environment, more);
  }

  Launch agent(String version) {
    return new Launch(
        mainClass, classPath, version, extension, javaHome, flags, environment, arguments);
  }

  Launch extension(String jar) {
    return new Launch(
        mainClass, classPath, agentVersion, jar, javaHome, flags, environment, arguments);
  }

  Launch on(Path home) {
    return new Launch(
        mainClass, classPath, agentVersion, extension, home, flags, environment, arguments);
  }

  Path workDir() {
    return Path.of(System.getProperty("work.dir"));
  }

  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(RunningApp.javaOf(javaHome));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(flags);
    command.add("-javaagent:" + agentJar());
    command.add("-Dotel.javaagent.extensions=" + extension);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), mainClass));
    command.addAll(arguments);
    return command;
  }

  private Path agentJar() {
    return Path.of(
        System.getProperty("agents.dir"), "opentelemetry-javaagent-" + agentVersion + ".jar");
  }

  RunningApp start() throws IOException {
    return RunningApp.start(this);
  }
}
