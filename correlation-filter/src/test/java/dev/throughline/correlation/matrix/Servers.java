package dev.throughline.correlation.matrix;

import dev.throughline.correlation.netty.NettyShop.Streams;
import dev.throughline.correlation.servlet.JettyShop;
import dev.throughline.correlation.servlet.TomcatShop;
import dev.throughline.correlation.servlet.UndertowShop;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The servers, by name. */
final class Servers {
  /** Those with {@code AsyncContext.start} for the application. */
  static final Set<String> SERVLETS = Set.of("Tomcat", "Jetty", "Undertow");

  /** Those whose application runs on an event loop, where no call may hold the thread. */
  static final Set<String> EVENT_LOOPS =
      Set.of("Netty HTTP/1.1", "Netty HTTP/2", "Netty HTTP/2 frames", "Spring WebFlux");

  /** Those that must be spoken to in HTTP/2. */
  static final Set<String> HTTP2 = Set.of("Netty HTTP/2", "Netty HTTP/2 frames");

  static Map<String, ServerUnderTest.Start> all(Path work) {
    Map<String, ServerUnderTest.Start> all = new LinkedHashMap<>();
    all.put("Tomcat", (app, probe) -> ServletServer.start(new TomcatShop(work), app, probe));
    all.put("Jetty", (app, probe) -> ServletServer.start(new JettyShop(), app, probe));
    all.put("Undertow", (app, probe) -> ServletServer.start(new UndertowShop(), app, probe));
    all.put("Javalin", JavalinServer::start);
    all.put("Spring MVC", MvcServer::start);
    all.put("Spring WebFlux", WebFluxServer::start);
    all.put("Netty HTTP/1.1", (app, probe) -> NettyServer.start(Streams.HTTP_OBJECTS, app, probe));
    all.put("Netty HTTP/2", (app, probe) -> NettyServer.start(Streams.HTTP_OBJECTS, app, probe));
    all.put("Netty HTTP/2 frames", (app, probe) -> NettyServer.start(Streams.FRAMES, app, probe));
    return all;
  }

  private Servers() {}
}
