package dev.throughline.correlation.all;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A war with the jar in it is taken out of a Tomcat that goes on: what was started in it ends. */
class UndeployTest {
  private static final Pattern LIBRARIES =
      Pattern.compile(
          ".*(opentelemetry|okhttp|okio|kotlin|slf4j-api|context-propagation|correlation).*");

  @TempDir Path work;

  private final Properties before = (Properties) System.getProperties().clone();
  private final CountDownLatch exported = new CountDownLatch(1);
  private final Tomcat tomcat = new Tomcat();
  private final HttpServer collector;

  UndeployTest() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() throws Exception {
    collector.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
          exported.countDown();
        });
    collector.start();
    System.setProperty(
        "otel.exporter.otlp.endpoint", "http://127.0.0.1:" + collector.getAddress().getPort());
    tomcat.setBaseDir(work.toString());
    tomcat.setPort(0);
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    collector.stop(0);
    System.setProperties(before);
  }

  @Test
  void itsThreadsEnd() throws Exception {
    List<Thread> before = exporters(); // of other tests
    Context shop = deploy();
    call();
    assertThat(exported.await(60, TimeUnit.SECONDS)).isTrue();
    List<Thread> exporters = new ArrayList<>(exporters());
    exporters.removeAll(before);
    assertThat(exporters).isNotEmpty();
    tomcat.getHost().removeChild(shop);
    for (Thread exporter : exporters) {
      exporter.join(60_000);
      assertThat(exporter.isAlive()).as(exporter.getName()).isFalse();
    }
  }

  /** Without an exporter, whose client has threads of its own for a minute more. */
  @Test
  void itsClassesGo() throws Exception {
    for (String signal : List.of("traces", "logs")) {
      System.setProperty("otel." + signal + ".exporter", "none");
    }
    ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
    Reference<ClassLoader> loader = comeAndGone(gone);
    Reference<? extends ClassLoader> found = null;
    for (int i = 0; i < 120 && found == null; i++) {
      System.gc();
      found = gone.remove(500);
    }
    assertThat(found).isSameAs(loader);
  }

  private Reference<ClassLoader> comeAndGone(ReferenceQueue<ClassLoader> gone) throws Exception {
    Context shop = deploy();
    call();
    Reference<ClassLoader> loader = new PhantomReference<>(shop.getLoader().getClassLoader(), gone);
    tomcat.getHost().removeChild(shop);
    return loader;
  }

  private void call() throws Exception {
    URI page = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/a.txt");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Correlation-ID")).isPresent();
  }

  /** The SDK's processors that are at work now. */
  private static List<Thread> exporters() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("Batch"))
        .toList();
  }

  private Context deploy() throws Exception {
    Path war = work.resolve("webapps/shop");
    Path lib = Files.createDirectories(war.resolve("WEB-INF/lib"));
    Files.writeString(war.resolve("a.txt"), "a");
    for (String entry :
        System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path) && path.endsWith("target/classes")) {
        copy(path, war.resolve("WEB-INF/classes"));
      } else if (LIBRARIES.matcher(path.getFileName().toString()).matches()
          && Files.isRegularFile(path)) {
        Files.copy(path, lib.resolve(path.getFileName()));
      }
    }
    Context shop = tomcat.addWebapp("", war.toString());
    shop.getJarScanner().setJarScanFilter((type, jar) -> false); // only a search for JSP tags
    ((StandardContext) shop).setClearReferencesThreadLocals(false); // wants the JDK opened up
    ((StandardContext) shop).setClearReferencesRmiTargets(false);
    tomcat.start();
    return shop;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
