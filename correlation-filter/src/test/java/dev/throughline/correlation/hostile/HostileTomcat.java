package dev.throughline.correlation.hostile;

import dev.throughline.correlation.servlet.CorrelationInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

final class HostileTomcat implements HostileServer {
  private final Tomcat tomcat = new Tomcat();

  HostileTomcat(Path work) throws LifecycleException {
    tomcat.setBaseDir(work.toString());
    tomcat.setPort(0);
    tomcat.getConnector(); // made where it is first asked for
    Context context = tomcat.addContext("", work.toString());
    // Tomcat's own search for leaks wants the JDK opened up.
    ((StandardContext) context).setClearReferencesThreadLocals(false);
    ((StandardContext) context).setClearReferencesRmiTargets(false);
    context.addServletContainerInitializer(new CorrelationInitializer(), Set.of());
    Tomcat.addServlet(context, "served", new Served());
    context.addServletMappingDecoded("/*", "served");
    tomcat.start();
  }

  @Override
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private static final class Served extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      APPLICATION.info(ANSWER);
      response.getOutputStream().print(ANSWER);
    }
  }
}
