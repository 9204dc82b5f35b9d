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
    Map<String, String> environment) {

  private static final Path APPS = Path.of(System.getProperty("apps.dir"));

  /** One of the applications under {@code apps}, with the newest agent and the extension. */
  static Launch of(String app) {
    return new Launch(
        "com.example.unchanged." + app,
        List.of(APPS.resolve("classes").toString(), APPS.resolve("lib").resolve("*").toString()),
        System.getProperty("agent.version"),
        System.getProperty("extension.jar"),
        Path.of(System.getProperty("java.home")),
        List.of(),
        Map.of());
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
    return new Launch(mainClass, classPath, agentVersion, extension, javaHome, flags, more);
  }

  Launch flag(String flag) {
    List<String> more = new ArrayList<>(flags);
    more.add(flag);
    return new Launch(mainClass, classPath, agentVersion, extension, javaHome, more, environment);
  }

  Launch agent(String version) {
    return new Launch(mainClass, classPath, version, extension, javaHome, flags, environment);
  }

  Launch extension(String jar) {
    return new Launch(mainClass, classPath, agentVersion, jar, javaHome, flags, environment);
  }

  Launch on(Path home) {
    return new Launch(mainClass, classPath, agentVersion, extension, home, flags, environment);
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
