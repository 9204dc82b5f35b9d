package dev.throughline.correlation.servlet;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.io.TempDir;

class TomcatTest extends ServletContract {
  @TempDir Path work;
  private final Tomcat tomcat = new Tomcat();

  @Override
  int start() throws Exception {
    tomcat.setBaseDir(work.toString());
    tomcat.setPort(0);
    Context context = tomcat.addContext("", work.toString());
    // Tomcat's own search for leaks wants the JDK opened up.
    ((StandardContext) context).setClearReferencesThreadLocals(false);
    ((StandardContext) context).setClearReferencesRmiTargets(false);
    context.addServletContainerInitializer(new CorrelationInitializer(), Set.of());
    Wrapper shop = Tomcat.addServlet(context, "shop", new Shop());
    shop.setAsyncSupported(true);
    context.addServletMappingDecoded("/*", "shop");
    context.getParent().getPipeline().addValve(new Probe());
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  private final class Probe extends ValveBase {
    Probe() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      checkThread();
      getNext().invoke(request, response);
      checkThread();
    }
  }
}
