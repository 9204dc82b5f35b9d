package dev.throughline.correlation.servlet;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An unpacked Tomcat with one web application: the shop, a JSP, our jar and its libraries. */
record TomcatProcess(Process process, int port) implements AutoCloseable {
  private static final Pattern LISTENING =
      Pattern.compile("Starting ProtocolHandler \\[\"http-nio-.*-(\\d+)\"]");

  private static final String SERVER_XML =
      """
      <Server port="-1"><Service name="Catalina">
        <Connector port="0" address="127.0.0.1"/>
        <Engine name="Catalina" defaultHost="localhost"><Host name="localhost" appBase="webapps"/></Engine>
      </Service></Server>
      """;

  /** Behind the JSPs, which {@code /*} would take everything from. */
  private static final String WEB_XML =
      """
      <web-app version="3.1">
        <listener><listener-class>SHOP.Leftovers</listener-class></listener>
        <servlet>
          <servlet-name>shop</servlet-name><servlet-class>SHOP.Shop</servlet-class>
          <async-supported>true</async-supported>
        </servlet>
        <servlet-mapping><servlet-name>shop</servlet-name><url-pattern>/</url-pattern></servlet-mapping>
      </web-app>
      """;

  private static final String PAGE =
      """
      <%@ page session="false" contentType="text/plain;charset=utf-8" %><%
      String way = String.valueOf(request.getParameter("do"));
      if (way.equals("throw")) { throw new IllegalStateException("out of stock"); }
      if (way.equals("reset")) { response.reset(); }
      java.util.Map<String, String> mdc = org.slf4j.MDC.getCopyOfContextMap();
      for (java.util.Map.Entry<String, String> entry : mdc.entrySet()) {
        out.println(entry.getKey() + "=" + entry.getValue());
      }
      %>
      """;

  /**
   * @param twin where the shop is: in the package {@code servlet} for jakarta's API, or {@code
   *     javax}
   */
  static TomcatProcess start(String version, String twin, Path base) throws IOException {
    Path home = Path.of(System.getProperty("filter.hosts"), version);
    prepare(home, twin, base);
    String bin = home.resolve("bin") + File.separator;
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-cp",
                bin + "bootstrap.jar" + File.pathSeparator + bin + "tomcat-juli.jar",
                "org.apache.catalina.startup.Bootstrap",
                "start")
            .redirectErrorStream(true)
            .start();
    return new TomcatProcess(process, awaitPort(process));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  private static void prepare(Path home, String twin, Path base) throws IOException {
    Files.createDirectories(base.resolve("temp"));
    Files.createDirectories(base.resolve("conf"));
    Files.copy(home.resolve("conf/web.xml"), base.resolve("conf/web.xml"));
    Files.writeString(base.resolve("conf/server.xml"), SERVER_XML);
    Path shop = base.resolve("webapps/ROOT");
    Path libraries = Files.createDirectories(shop.resolve("WEB-INF/lib"));
    Files.writeString(shop.resolve("ids.jsp"), PAGE);
    Files.writeString(
        shop.resolve("WEB-INF/web.xml"),
        WEB_XML.replace("SHOP", "dev.throughline.correlation." + twin));
    copyClasses(twin, shop.resolve("WEB-INF/classes"));
    Path filter = Path.of(System.getProperty("filter.jar"));
    Files.copy(filter, libraries.resolve(filter.getFileName()));
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(Path.of(System.getProperty("filter.libraries")))) {
      for (Path jar : jars) {
        Files.copy(jar, libraries.resolve(jar.getFileName()));
      }
    }
  }

  private static void copyClasses(String twin, Path classes) throws IOException {
    Path there = Path.of("dev", "throughline", "correlation", twin);
    Path from = Path.of(System.getProperty("filter.test-classes")).resolve(there);
    Path to = Files.createDirectories(classes.resolve(there));
    try (DirectoryStream<Path> shop = Files.newDirectoryStream(from, "{Shop,Leftovers}*.class")) {
      for (Path file : shop) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Reads on after the port is known: a full pipe would stop Tomcat. */
  private static int awaitPort(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder seen = new StringBuilder();
    String line;
    while ((line = output.readLine()) != null) {
      seen.append(line).append('\n');
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        Thread drain = new Thread(() -> drain(output), "drain tomcat");
        drain.setDaemon(true);
        drain.start();
        return Integer.parseInt(listening.group(1));
      }
    }
    throw new IOException("Tomcat ended before it listened:\n" + seen);
  }

  private static void drain(BufferedReader output) {
    try {
      while (output.readLine() != null) {}
    } catch (IOException ended) {
      // The process is gone, and its output with it.
    }
  }
}
