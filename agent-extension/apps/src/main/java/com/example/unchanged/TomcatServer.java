package com.example.unchanged;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Packs a war with Log4j 2 inside and deploys it to a Tomcat. */
public final class TomcatServer {
  public static void main(String[] args) throws IOException, LifecycleException {
    Path base = Path.of(System.getenv("RUN_DIR"));
    Path war = Files.createDirectories(base.resolve("webapps")).resolve("shop.war");
    pack(war, Path.of(args[0]));
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    tomcat.addWebapp("", war.toString());
    tomcat.addUser("alice", "secret");
    tomcat.addRole("alice", "customer");
    tomcat.start();
    System.out.println("ready " + connector.getLocalPort());
    tomcat.getServer().await();
  }

  private static void pack(Path war, Path libraries) throws IOException {
    try (OutputStream file = Files.newOutputStream(war);
        JarOutputStream jar = new JarOutputStream(file)) {
      addResource(jar, "WEB-INF/web.xml", "/web.xml");
      addResource(jar, "WEB-INF/classes/log4j2.xml", "/log4j2.xml");
      addResource(jar, "WEB-INF/classes/com/example/war/Shop.class", "/com/example/war/Shop.class");
      for (Path library : log4j(libraries)) {
        jar.putNextEntry(new ZipEntry("WEB-INF/lib/" + library.getFileName()));
        Files.copy(library, jar);
      }
    }
  }

  private static List<Path> log4j(Path libraries) throws IOException {
    try (Stream<Path> files = Files.list(libraries)) {
      return files
          .filter(file -> file.getFileName().toString().matches("log4j-(api|core|layout).*"))
          .toList();
    }
  }

  private static void addResource(JarOutputStream jar, String name, String resource)
      throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    try (InputStream bytes = TomcatServer.class.getResourceAsStream(resource)) {
      bytes.transferTo(jar);
    }
  }

  private TomcatServer() {}
}
