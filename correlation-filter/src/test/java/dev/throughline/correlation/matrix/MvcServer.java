package dev.throughline.correlation.matrix;

import dev.throughline.correlation.servlet.TomcatShop;
import java.util.concurrent.CompletionStage;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Spring MVC, answering with futures: each request goes through the chain twice. */
@EnableAutoConfiguration
@RestController
class MvcServer {
  private final Application application;

  MvcServer(Application application) {
    this.application = application;
  }

  static ServerUnderTest start(Application application, Runnable probe) {
    return SpringServer.start(
        MvcServer.class,
        WebApplicationType.SERVLET,
        context -> {
          context.registerBean(Application.class, () -> application);
          context.registerBean(Probe.class, () -> new Probe(probe));
        });
  }

  @GetMapping("/{way}/{client}/{handOver}/{number}")
  CompletionStage<String> serve(
      @PathVariable("client") String client,
      @PathVariable("handOver") String handOver,
      @PathVariable("number") String number) {
    return application.serve(String.join("/", "", "plain", client, handOver, number), Host.PLAIN);
  }

  record Probe(Runnable probe)
      implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
      factory.addEngineValves(new TomcatShop.Probe(probe));
    }
  }
}
