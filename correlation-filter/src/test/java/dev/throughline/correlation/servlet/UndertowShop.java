package dev.throughline.correlation.servlet;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.http.HttpServlet;
import java.net.InetSocketAddress;
import java.util.Set;

public final class UndertowShop implements Container {
  private DeploymentManager deployment;
  private Undertow undertow;

  @SuppressWarnings("NullAway.Init") // both come with start()
  public UndertowShop() {}

  @Override
  public int start(HttpServlet servlet, Runnable probe) throws Exception {
    deployment = Servlets.defaultContainer().addDeployment(describe(servlet));
    deployment.deploy();
    HttpHandler servlets = deployment.start();
    undertow =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(
                exchange -> {
                  probe.run();
                  servlets.handleRequest(exchange);
                  probe.run();
                })
            .build();
    undertow.start();
    return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  private static DeploymentInfo describe(HttpServlet servlet) {
    return Servlets.deployment()
        .setClassLoader(UndertowShop.class.getClassLoader())
        .setContextPath("/")
        .setDeploymentName("shop")
        .addServletContainerInitializer(
            new ServletContainerInitializerInfo(CorrelationInitializer.class, Set.of()))
        .addServlet(
            Servlets.servlet("shop", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                .addMapping("/*")
                .setAsyncSupported(true));
  }

  @Override
  public void stop() throws Exception {
    undertow.stop();
    deployment.stop();
    deployment.undeploy();
  }
}
