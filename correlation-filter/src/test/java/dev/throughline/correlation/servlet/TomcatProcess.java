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

/** An unpacked Tomcat with one web application: a JSP, our jar and its libraries. */
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

  private static final String PAGE =
      """
      <%@ page session="false" contentType="text/plain;charset=utf-8" %><%
      String way = String.valueOf(request.getParameter("do"));
      if (way.equals("error")) { response.sendError(409); return; }
      if (way.equals("throw")) { throw new IllegalStateException("out of stock"); }
      if (way.equals("reset")) { response.reset(); }
      if (way.equals("login")) {
        request.getSession(true);
        dev.throughline.correlation.Correlation.user("alice");
      }
      java.util.Map<String, String> mdc = org.slf4j.MDC.getCopyOfContextMap();
      for (java.util.Map.Entry<String, String> entry : mdc.entrySet()) {
        out.println(entry.getKey() + "=" + entry.getValue());
      }
      %>
      """;

  static TomcatProcess start(String version, Path base) throws IOException {
    Path home = Path.of(System.getProperty("filter.hosts"), version);
    prepare(home, base);
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

  private static void prepare(Path home, Path base) throws IOException {
    Files.createDirectories(base.resolve("temp"));
    Files.createDirectories(base.resolve("conf"));
    Files.copy(home.resolve("conf/web.xml"), base.resolve("conf/web.xml"));
    Files.writeString(base.resolve("conf/server.xml"), SERVER_XML);
    Path shop = base.resolve("webapps/ROOT");
    Path libraries = Files.createDirectories(shop.resolve("WEB-INF/lib"));
    Files.writeString(shop.resolve("ids.jsp"), PAGE);
    Path filter = Path.of(System.getProperty("filter.jar"));
    Files.copy(filter, libraries.resolve(filter.getFileName()));
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(Path.of(System.getProperty("filter.libraries")))) {
      for (Path jar : jars) {
        Files.copy(jar, libraries.resolve(jar.getFileName()));
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
