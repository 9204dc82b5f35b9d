package dev.throughline.correlation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee11.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web application that nobody has wired: the jar on the class path is enough. */
class DropInTest {
  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <servlet>
          <servlet-name>shop</servlet-name>
          <servlet-class>dev.throughline.correlation.servlet.Shop</servlet-class>
        </servlet>
        <servlet-mapping><servlet-name>shop</servlet-name><url-pattern>/*</url-pattern></servlet-mapping>
      </web-app>
      """;

  @TempDir Path work;

  @Test
  void tomcat() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(work.toString());
    tomcat.setPort(0);
    Context context = tomcat.addWebapp("", webApp().toString());
    TomcatShop.withoutLeakSearch(context);
    context.getJarScanner().setJarScanFilter((type, jar) -> false); // only a search for JSP tags
    context.setContainerSciFilter("org\\.eclipse\\.jetty\\..*"); // Jetty's own refuse to start here
    tomcat.start();
    try {
      check(tomcat.getConnector().getLocalPort());
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  @Test
  void jetty() throws Exception {
    Server jetty = new Server(0);
    WebAppContext context = new WebAppContext();
    context.setContextPath("/");
    context.setBaseResourceAsPath(webApp());
    context.setParentLoaderPriority(true);
    context.addConfiguration(new AnnotationConfiguration());
    jetty.setHandler(context);
    jetty.start();
    try {
      check(((ServerConnector) jetty.getConnectors()[0]).getLocalPort());
    } finally {
      jetty.stop();
    }
  }

  private Path webApp() throws Exception {
    Path root = Files.createDirectories(work.resolve("shop"));
    Files.createDirectories(root.resolve("WEB-INF"));
    Files.writeString(root.resolve("WEB-INF/web.xml"), WEB_XML);
    return root;
  }

  private static void check(int port) throws Exception {
    RawHttp.Answer answer = new RawHttp(port).get("/ids", "X-Correlation-ID: c-1");
    assertThat(answer.only("X-Correlation-ID")).isEqualTo("c-1");
    assertThat(answer.line("correlation_id")).isEqualTo("c-1");
  }
}
