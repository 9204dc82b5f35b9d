package dev.throughline.demo;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.servlet.CorrelationInitializer;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The service {@code orders}: embedded Jetty, one asynchronous servlet. */
public final class Orders {
  private Orders() {}

  public static void main(String[] args) throws Exception {
    ServiceProcess.run("orders", Orders::start);
  }

  private static Server start(Settings settings) throws Exception {
    HttpClient client = Peer.client();
    Checkout checkout =
        new Checkout(
            new Peer(client, settings.peer("inventory")),
            new Peer(client, settings.peer("payments")));
    ExecutorService workers = Correlation.wrap(Executors.newFixedThreadPool(8));
    ServletHolder servlet = new ServletHolder(new OrdersServlet(checkout, workers));
    servlet.setAsyncSupported(true);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(servlet, "/orders");
    context.addServlet(servlet, "/orders/*");
    context.addServletContainerInitializer(new CorrelationInitializer());
    var jetty =
        new org.eclipse.jetty.server.Server(
            new InetSocketAddress(settings.bindAddress(), settings.port()));
    jetty.setHandler(new GracefulHandler(context));
    jetty.setStopTimeout(2_000);
    jetty.start();
    return new JettyServer(jetty, workers);
  }

  private record JettyServer(org.eclipse.jetty.server.Server jetty, ExecutorService workers)
      implements Server {
    @Override
    public int port() {
      return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void stop() {
      try {
        jetty.stop();
      } catch (Exception e) {
        // Declared so widely by Jetty; the process ends all the same, and the next line frees its
        // threads.
        org.slf4j.LoggerFactory.getLogger(Orders.class).warn("orders did not stop cleanly", e);
      }
      workers.shutdownNow();
    }
  }
}
