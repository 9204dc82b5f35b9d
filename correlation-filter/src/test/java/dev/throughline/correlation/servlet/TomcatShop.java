package dev.throughline.correlation.servlet;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;

public final class TomcatShop implements Container {
  private final Path work;
  private final Tomcat tomcat = new Tomcat();

  private final List<ServletContainerInitializer> more;

  public TomcatShop(Path work, ServletContainerInitializer... more) {
    this.work = work;
    this.more = List.of(more);
  }

  @Override
  public int start(HttpServlet servlet, Runnable probe) throws Exception {
    tomcat.setBaseDir(work.toString());
    tomcat.setPort(0);
    Context context = tomcat.addContext("", work.toString());
    withoutLeakSearch(context);
    context.addServletContainerInitializer(new CorrelationInitializer(), Set.of());
    more.forEach(one -> context.addServletContainerInitializer(one, Set.of()));
    Wrapper shop = Tomcat.addServlet(context, "shop", servlet);
    shop.setAsyncSupported(true);
    context.addServletMappingDecoded("/*", "shop");
    context.getParent().getPipeline().addValve(new Probe(probe));
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }

  /** Tomcat's own search for leaks wants the JDK opened up. */
  static void withoutLeakSearch(Context context) {
    ((StandardContext) context).setClearReferencesThreadLocals(false);
    ((StandardContext) context).setClearReferencesRmiTargets(false);
  }

  @Override
  public void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  /** Looks at Tomcat's threads before and after all else. */
  public static final class Probe extends ValveBase {
    private final Runnable probe;

    public Probe(Runnable probe) {
      super(true);
      this.probe = probe;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      probe.run();
      try {
        getNext().invoke(request, response);
      } finally {
        probe.run();
      }
    }
  }
}
