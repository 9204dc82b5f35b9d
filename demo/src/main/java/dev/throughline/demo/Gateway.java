package dev.throughline.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardService;
import org.apache.catalina.startup.Tomcat;

/** The service {@code gateway}: embedded Tomcat, plain servlets, one HTTP session per visitor. */
public final class Gateway {
  /**
   * Six services share this module's class path, so initializers of the others' frameworks are on
   * it too. A service with a class path of its own needs no such line.
   */
  private static final String OTHERS = "^(org\\.springframework|org\\.eclipse\\.jetty)\\.";

  private Gateway() {}

  public static void main(String[] args) throws Exception {
    ServiceProcess.run("gateway", Gateway::start);
  }

  private static Server start(Settings settings) throws IOException, LifecycleException {
    HttpClient client = Peer.client();
    Peer auth = new Peer(client, settings.peer("auth"));
    Peer orders = new Peer(client, settings.peer("orders"));
    Peer inventory = new Peer(client, settings.peer("inventory"));
    Peer shipping = new Peer(client, settings.peer("shipping"));

    Path work = Files.createTempDirectory("gateway");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(work.toString());
    tomcat.setPort(settings.port());
    tomcat.setAddDefaultWebXmlToWebapp(false);
    tomcat.getConnector().setProperty("address", settings.bindAddress());
    ((StandardService) tomcat.getService()).setGracefulStopAwaitMillis(2_000);
    Context context = tomcat.addWebapp("", work.toString());
    context.setContainerSciFilter(OTHERS);
    // No annotations or web fragments in any of the eighty jars: reading them all is half the
    // start.
    context.getJarScanner().setJarScanFilter((type, jar) -> false);
    serve(context, "catalogue", new CatalogueServlet(inventory), "", "/products/*");
    serve(context, "login", new LoginServlet(auth), "/login", "/logout");
    serve(context, "cart", new CartServlet(inventory), "/cart");
    serve(context, "checkout", new CheckoutServlet(orders, shipping), "/checkout", "/orders/*");
    serve(context, "none", new NoPageServlet(), "/");
    tomcat.start();
    return new TomcatServer(tomcat, work);
  }

  private static void serve(Context context, String name, ShopServlet servlet, String... paths) {
    Wrapper wrapper = Tomcat.addServlet(context, name, servlet);
    for (String path : paths) {
      wrapper.addMapping(path);
    }
  }

  private record TomcatServer(Tomcat tomcat, Path work) implements Server {
    @Override
    public int port() {
      return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void stop() {
      try {
        tomcat.stop();
        tomcat.destroy();
        delete(work);
      } catch (LifecycleException | IOException e) {
        org.slf4j.LoggerFactory.getLogger(Gateway.class).warn("gateway did not stop cleanly", e);
      }
    }

    private static void delete(Path folder) throws IOException {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
