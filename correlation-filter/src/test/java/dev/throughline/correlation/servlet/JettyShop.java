package dev.throughline.correlation.servlet;

import jakarta.servlet.http.HttpServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

public final class JettyShop implements Container {
  private final Server jetty = new Server(0);

  @Override
  public int start(HttpServlet servlet, Runnable probe) throws Exception {
    ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.addServletContainerInitializer(new CorrelationInitializer());
    ServletHolder shop = new ServletHolder(servlet);
    shop.setAsyncSupported(true);
    context.addServlet(shop, "/*");
    jetty.setHandler(context);
    jetty.insertHandler(new Probe(probe));
    jetty.start();
    return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
  }

  @Override
  public void stop() throws Exception {
    jetty.stop();
  }

  /** Looks at Jetty's threads before and after all else. */
  public static final class Probe extends Handler.Wrapper {
    private final Runnable probe;

    public Probe(Runnable probe) {
      this.probe = probe;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      probe.run();
      try {
        return super.handle(request, response, callback);
      } finally {
        probe.run();
      }
    }
  }
}
