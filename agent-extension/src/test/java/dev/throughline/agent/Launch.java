package dev.throughline.agent;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How to start an application. Every method answers a changed copy. */
record Launch(
    Path javaHome,
    List<String> flags,
    List<String> classPath,
    String mainClass,
    List<String> arguments,
    Map<String, String> environment) {

  /** A main of the module below {@code agent-extension} of that name, without any agent. */
  static Launch plain(String module, String mainClass) {
    return new Launch(
        Path.of(System.getProperty("java.home")),
        List.of(),
        classPath(module(module)),
        "com.example.unchanged." + mainClass,
        List.of(),
        Map.of());
  }

  /** The same with the newest agent and the extension. */
  static Launch of(String module, String mainClass) {
    return plain(module, mainClass).withAgent(System.getProperty("agent.version")).withExtension();
  }

  static Path module(String name) {
    return Path.of(System.getProperty("apps.dir"), name, "target");
  }

  /** Without Log4j's own back end: in these processes it is Logback that logs. */
  private static List<String> classPath(Path target) {
    List<String> path = new ArrayList<>(List.of(target.resolve("classes").toString()));
    for (File jar : target.resolve("lib").toFile().listFiles()) {
      if (!jar.getName().matches("log4j-(core|layout|slf4j).*")) {
        path.add(jar.getPath());
      }
    }
    return path;
  }

  Launch withAgent(String version) {
    String jar = "opentelemetry-javaagent-" + version + ".jar";
    return flag("-javaagent:" + Path.of(System.getProperty("agents.dir"), jar));
  }

  Launch withExtension() {
    return withExtension(Path.of(System.getProperty("extension.jar")));
  }

  Launch withExtension(Path jar) {
    return flag("-Dotel.javaagent.extensions=" + jar);
  }

  /** Exports spans and logs to {@code sink}, at once. */
  Launch to(OtlpSink sink) {
    return exportingTo(sink.url(), "unchanged");
  }

  Launch exportingTo(String endpoint, String service) {
    return with("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
        .with("OTEL_METRICS_EXPORTER", "none")
        .with("OTEL_BSP_SCHEDULE_DELAY", "50")
        .with("OTEL_BLRP_SCHEDULE_DELAY", "50")
        .with("OTEL_SERVICE_NAME", service);
  }

  /** Exports as often as the agent does where nobody says anything. */
  Launch agentsOwnPace() {
    Map<String, String> fewer = new HashMap<>(environment);
    fewer.keySet().removeIf(variable -> variable.endsWith("_SCHEDULE_DELAY"));
    return new Launch(javaHome, flags, classPath, mainClass, arguments, fewer);
  }

  Launch with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Launch(javaHome, flags, classPath, mainClass, arguments, more);
  }

  Launch flag(String flag) {
    return new Launch(javaHome, plus(flags, flag), classPath, mainClass, arguments, environment);
  }

  /** With the correlation filter too, as an application that knows it would have it. */
  Launch withFilter() {
    List<String> more = plus(classPath, module("apps-filtered").resolve("lib") + "/*");
    return new Launch(javaHome, flags, more, mainClass, arguments, environment)
        // What the ids on Reactor's threads ask for, and a bare Netty; others do not look.
        .flag("-Dspring.reactor.context-propagation=auto")
        .flag("-Dhandler.factory=dev.throughline.correlation.netty.NettyCorrelation");
  }

  Launch argument(String argument) {
    return new Launch(
        javaHome, flags, classPath, mainClass, plus(arguments, argument), environment);
  }

  Launch on(Path otherJavaHome) {
    return new Launch(otherJavaHome, flags, classPath, mainClass, arguments, environment);
  }

  private static List<String> plus(List<String> list, String one) {
    List<String> more = new ArrayList<>(list);
    more.add(one);
    return more;
  }

  Path workDir() {
    return Path.of(System.getProperty("work.dir"));
  }

  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(flags);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), mainClass));
    command.addAll(arguments);
    return command;
  }

  RunningApp start() throws IOException {
    return RunningApp.start(this);
  }
}
