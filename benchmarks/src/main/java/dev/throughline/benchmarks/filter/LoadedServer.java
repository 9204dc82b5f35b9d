package dev.throughline.benchmarks.filter;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.logging.Level;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Tomcat whose one servlet writes one log line per request, with the ids of its MDC, and answers
 * a few bytes. Its own process: {@code LoadedServer NONE false} prints its port and serves until
 * its standard input ends.
 */
final class LoadedServer {
  /**
   * @param arguments whose {@link Ids}, and whether spans are recorded
   */
  public static void main(String[] arguments) throws Exception {
    java.util.logging.Logger.getLogger("").setLevel(Level.SEVERE); // Tomcat tells its whole life
    File base = Files.createTempDirectory("throughline-loaded").toFile();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.getPath());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    Context context = tomcat.addContext("", base.getPath());
    Tomcat.addServlet(context, "shop", new Shop());
    context.addServletMappingDecoded("/*", "shop");
    List<Filter> filters = Ids.valueOf(arguments[0]).filters(Boolean.parseBoolean(arguments[1]));
    for (int i = 0; i < filters.size(); i++) {
      add(context, "filter" + i, filters.get(i));
    }
    tomcat.start();
    System.out.println(tomcat.getConnector().getLocalPort());
    while (System.in.read() >= 0) {
      // until it ends
    }
    tomcat.stop();
  }

  private static void add(Context context, String name, Filter filter) {
    FilterDef definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilter(filter);
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName(name);
    map.addURLPattern("/*");
    context.addFilterMap(map);
  }

  private static final class Shop extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Shop.class);
    private static final byte[] ANSWER = "{\"items\":[7]}".getBytes(StandardCharsets.UTF_8);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      LOG.info("the cart is shown, {}", request.getRequestURI());
      response.setContentType("application/json");
      response.setContentLength(ANSWER.length);
      response.getOutputStream().write(ANSWER);
    }
  }

  private LoadedServer() {}
}
