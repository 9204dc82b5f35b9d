package dev.throughline.agent;

/** The servers among the applications, each as its own users would start it. */
enum Servers {
  JDK("apps", "JdkServer", "/hello"),
  NETTY("apps", "NettyServer", "/hello"),
  TOMCAT_WAR("apps", "TomcatServer", "/shop/hello"),
  SPRING_BOOT_3("apps-boot3", "BootServer", "/hello"),
  SPRING_BOOT_4("apps", "BootServer", "/hello"),
  SPRING_WEBFLUX("apps-webflux", "WebFluxServer", "/hello");

  private final String module;
  private final String mainClass;
  private final String hello;

  Servers(String module, String mainClass, String hello) {
    this.module = module;
    this.mainClass = mainClass;
    this.hello = hello;
  }

  /** A path that answers 200 and logs one line. */
  String hello() {
    return hello;
  }

  /** With the newest agent and the extension. */
  Launch launch() {
    return withArguments(Launch.of(module, mainClass));
  }

  /** With no agent at all. */
  Launch plain() {
    return withArguments(Launch.plain(module, mainClass));
  }

  private Launch withArguments(Launch launch) {
    return switch (this) {
      case TOMCAT_WAR -> launch.argument(Launch.module(module).resolve("lib").toString());
      // It would wait two seconds for more requests before it ends.
      case SPRING_WEBFLUX -> launch.flag("-Dspring.reactor.netty.shutdown-quiet-period=0s");
      default -> launch;
    };
  }
}
