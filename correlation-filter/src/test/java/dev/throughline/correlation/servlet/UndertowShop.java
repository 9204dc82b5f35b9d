package dev.throughline.correlation.servlet;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import java.net.InetSocketAddress;
import java.util.Set;

final class UndertowShop implements Container {
  private final DeploymentManager deployment;
  private Undertow undertow;

  @SuppressWarnings("NullAway.Init") // the server comes with start()
  UndertowShop() {
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(UndertowShop.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("shop")
            .addServletContainerInitializer(
                new ServletContainerInitializerInfo(CorrelationInitializer.class, Set.of()))
            .addServlet(
                Servlets.servlet("shop", Shop.class).addMapping("/*").setAsyncSupported(true));
    deployment = Servlets.defaultContainer().addDeployment(info);
  }

  @Override
  public int start(Runnable probe) throws Exception {
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

  @Override
  public void stop() throws Exception {
    undertow.stop();
    deployment.stop();
    deployment.undeploy();
  }
}
