package dev.throughline.demo;

import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The life of one service's process: settings, start, {@code ready PORT}, work, SIGTERM, flush. */
final class ServiceProcess {
  private ServiceProcess() {}

  /** Builds the server of one service. */
  @FunctionalInterface
  interface Start {
    Server with(Settings settings) throws Exception;
  }

  /**
   * Runs until the process is told to end. Must come before the first logger is made, for the log
   * lines carry the service's name: a service's main class therefore has no logger of its own.
   */
  static void run(String service, Start start) throws Exception {
    if (System.getenv("OTEL_SERVICE_NAME") == null) {
      System.setProperty("otel.service.name", service);
    }
    // Sooner than any of the shop's servers ends an idle connection (20 s and more): the JDK's
    // client keeps one for 30 s, and does not send a POST again that hit a closed one.
    System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Server server;
    try {
      server = start.with(Settings.ofProcess());
    } catch (Settings.Invalid e) {
      System.err.println(service + ": " + e.getMessage());
      System.exit(2);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "shutdown"));
    System.out.println("ready " + server.port());
    new CountDownLatch(1).await();
  }

  private static void end(Server server) {
    server.stop();
    if (LoggerFactory.getILoggerFactory() instanceof ch.qos.logback.classic.LoggerContext logback) {
      logback.stop();
    }
  }
}
