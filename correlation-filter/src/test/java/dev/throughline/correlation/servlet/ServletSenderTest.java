package dev.throughline.correlation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.request.Setting;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Jetty and Undertow where they are told to believe forwarded headers, which are anybody's. */
class ServletSenderTest {
  /** Answers with the ids of its line. */
  public static final class Ids extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response
          .getWriter()
          .print(
              MDC.get("correlation_id") + " " + MDC.get("user_id") + " " + request.getRemoteAddr());
    }
  }

  @BeforeAll
  static void trust() {
    Setting.readFrom(
        name -> name.equals("throughline.trust.peers") ? "127.0.0.1/32; 10.0.0.0/8" : null);
  }

  @AfterAll
  static void forget() {
    Setting.readFrom(name -> null);
  }

  @Test
  void jetty() throws Exception {
    Server jetty = new Server();
    HttpConfiguration believing = new HttpConfiguration();
    believing.addCustomizer(new ForwardedRequestCustomizer());
    ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(believing));
    jetty.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServletContainerInitializer(new CorrelationInitializer());
    context.addServlet(new ServletHolder(new Ids()), "/*");
    jetty.setHandler(context);
    jetty.start();
    try {
      check(connector.getLocalPort());
    } finally {
      jetty.stop();
    }
  }

  @Test
  void undertow() throws Exception {
    DeploymentManager deployment =
        Servlets.defaultContainer()
            .addDeployment(
                Servlets.deployment()
                    .setClassLoader(getClass().getClassLoader())
                    .setContextPath("/")
                    .setDeploymentName("ids")
                    .addServletContainerInitializer(
                        new ServletContainerInitializerInfo(CorrelationInitializer.class, Set.of()))
                    .addServlet(
                        Servlets.servlet(
                                "ids", Ids.class, new ImmediateInstanceFactory<>(new Ids()))
                            .addMapping("/*")));
    deployment.deploy();
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(Handlers.proxyPeerAddress(deployment.start()))
            .build();
    undertow.start();
    try {
      check(((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort());
    } finally {
      undertow.stop();
      deployment.stop();
      deployment.undeploy();
    }
  }

  private static void check(int port) throws Exception {
    assertThat(ask(port, "127.0.0.1", "c-1", "10.0.0.5")).isEqualTo("c-1 bob 10.0.0.5");
    assertThat(ask(port, "127.0.0.1", "c-2", "203.0.113.9")).isEqualTo("c-2 null 203.0.113.9");
    assertThat(ask(port, "127.0.0.2", "c-3", "10.0.0.5"))
        .doesNotContain("c-3", "bob")
        .endsWith(" 10.0.0.5");
  }

  private static String ask(int port, String from, String id, String spokenFor) throws Exception {
    try (HttpClient client =
        HttpClient.newBuilder().localAddress(InetAddress.getByName(from)).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
              .headers("X-Correlation-ID", id, "baggage", "user.id=bob")
              .header("X-Forwarded-For", spokenFor)
              .build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
