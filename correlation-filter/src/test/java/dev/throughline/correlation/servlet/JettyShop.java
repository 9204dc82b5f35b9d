package dev.throughline.correlation.servlet;

import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

final class JettyShop implements Container {
  private final Server jetty = new Server(0);

  @Override
  public int start(Runnable probe) throws Exception {
    ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.addServletContainerInitializer(new CorrelationInitializer());
    ServletHolder shop = new ServletHolder(new Shop());
    shop.setAsyncSupported(true);
    context.addServlet(shop, "/*");
    jetty.setHandler(new Probe(context, probe));
    jetty.start();
    return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
  }

  @Override
  public void stop() throws Exception {
    jetty.stop();
  }

  private static final class Probe extends Handler.Wrapper {
    private final Runnable probe;

    Probe(Handler next, Runnable probe) {
      super(next);
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
