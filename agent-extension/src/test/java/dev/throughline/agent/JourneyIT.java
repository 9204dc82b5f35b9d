package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One request of alice's through a front and each of the applications, both with agent and
 * extension: the real collector tells it as one whole journey. The collector calls a journey
 * complete when nothing came for ten seconds; so that the tests wait together, each has a user of
 * its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class JourneyIT {
  @TempDir static Path folder;
  private static CollectorRun collector;
  private static RunningApp front;

  @BeforeAll
  static void start() throws IOException {
    collector = CollectorRun.start(folder);
    front =
        Servers.JDK
            .launch()
            .exportingTo(collector.intake(), "front")
            .flag("-Dthroughline.baggage.send=true")
            .start();
  }

  @AfterAll
  static void stop() {
    front.close();
    collector.close();
  }

  @ParameterizedTest
  @EnumSource
  void logsOverOtlp(Servers server) throws Exception {
    try (RunningApp app = server.launch().exportingTo(collector.intake(), "unchanged").start()) {
      String user = "alice-" + server;
      call(app, server.hello(), user);

      assertThat(collector.journey(user, 5)).isEqualTo(whole(user));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_WAR", "SPRING_BOOT_4"})
  void logsAsJsonLines(Servers server) throws Exception {
    try (RunningApp app =
        server
            .launch()
            .exportingTo(collector.intake(), "unchanged")
            .with("OTEL_LOGS_EXPORTER", "none")
            .start()) {
      String user = "bob-" + server;
      call(app, server.hello(), user);
      app.jsonLine("order-of-" + user);
      collector.take(app.jsonLines());

      assertThat(collector.journey(user, 5)).isEqualTo(whole(user));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NETTY", "SPRING_BOOT_4", "SPRING_WEBFLUX"})
  void withTheFilterInTheApplicationToo(Servers server) throws Exception {
    try (RunningApp app =
        server.launch().withFilter().exportingTo(collector.intake(), "unchanged").start()) {
      String user = "dave-" + server;
      call(app, server.hello(), user);

      assertThat(collector.journey(user, 5)).isEqualTo(whole(user));
    }
  }

  @Test
  void anOrderThroughTheQueue() throws Exception {
    try (RunningApp broker = Launch.plain("apps-kafka", "KafkaBroker").start();
        RunningApp packer = kafka("KafkaPacker", "packer", broker);
        RunningApp shop = kafka("KafkaShop", "shop", broker)) {
      call(shop, "/order", "carol");

      assertThat(collector.journey("carol", 8))
          .isEqualTo(
              """
              front server order-of-carol
                front log order-of-carol
                front client order-of-carol
                  shop server order-of-carol
                    shop log order-of-carol
                    shop producer order-of-carol
                      packer consumer order-of-carol
                        packer log order-of-carol
              """);
      assertThat(packer.output()).doesNotContain("throughline: server");
    }
  }

  @Test
  void withTheCollectorAwayTheApplicationServes() throws Exception {
    String nobody = "http://127.0.0.1:1";
    try (RunningApp app = Servers.SPRING_BOOT_4.launch().exportingTo(nobody, "alone").start()) {
      for (int i = 0; i < 100; i++) {
        assertThat(app.get("/hello").statusCode()).isEqualTo(200);
      }
      assertThat(OneId.of(app.get("/hello", "X-Correlation-ID", "c-1"))).containsExactly("c-1");
      assertThat(app.jsonLine("\"c-1\"")).contains("hello from Spring Boot");
      app.kill();
    }
  }

  private static void call(RunningApp app, String path, String user) throws Exception {
    int status =
        front
            .get(
                "/call?" + app.url(path),
                "X-Correlation-ID",
                "order-of-" + user,
                "baggage",
                "user.id=" + user)
            .statusCode();
    assertThat(status).isBetween(200, 204);
  }

  private static String whole(String user) {
    return """
    front server ID
      front log ID
      front client ID
        unchanged server ID
          unchanged log ID
    """
        .replace("ID", "order-of-" + user);
  }

  private static RunningApp kafka(String app, String service, RunningApp broker)
      throws IOException {
    return Launch.of("apps-kafka", app)
        .exportingTo(collector.intake(), service)
        .flag("-Dthroughline.baggage.hosts=*")
        .flag("-Dthroughline.baggage.send=true")
        .with("KAFKA", "127.0.0.1:" + broker.port())
        .start();
  }
}
