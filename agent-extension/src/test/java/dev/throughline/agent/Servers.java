package dev.throughline.agent;

import java.io.File;

/** The applications of the tests, each as its own users would start it. */
enum Servers {
  JDK("JdkServer", "/hello"),
  NETTY("NettyServer", "/hello"),
  TOMCAT_WAR("TomcatServer", "/shop/hello"),
  SPRING_BOOT_4("BootServer", "/hello");

  private final String mainClass;
  private final String hello;

  Servers(String mainClass, String hello) {
    this.mainClass = mainClass;
    this.hello = hello;
  }

  /** A path that answers 200 and logs one line. */
  String hello() {
    return hello;
  }

  Launch launch() {
    Launch launch = Launch.of(mainClass);
    return this == TOMCAT_WAR
        ? launch.argument(System.getProperty("apps.dir") + File.separator + "lib")
        : launch;
  }
}
