package dev.throughline.correlation.matrix;

import dev.throughline.correlation.netty.Probe;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Spring WebFlux on Reactor Netty. */
@EnableAutoConfiguration
@RestController
class WebFluxServer {
  private final Application application;

  WebFluxServer(Application application) {
    this.application = application;
  }

  static ServerUnderTest start(Application application, Runnable probe) {
    return SpringServer.start(
        WebFluxServer.class,
        WebApplicationType.REACTIVE,
        context -> {
          context.registerBean(Application.class, () -> application);
          context.registerBean(Probed.class, () -> new Probed(probe));
        });
  }

  @GetMapping("/{way}/{client}/{handOver}/{number}")
  Mono<String> serve(
      @PathVariable("client") String client,
      @PathVariable("handOver") String handOver,
      @PathVariable("number") String number) {
    return Mono.fromCompletionStage(
        () ->
            application.serve(String.join("/", "", "plain", client, handOver, number), Host.PLAIN));
  }

  record Probed(Runnable probe)
      implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
      factory.addServerCustomizers(
          server ->
              server.doOnChannelInit(
                  (observer, channel, remote) -> channel.pipeline().addFirst(new Probe(probe))));
    }
  }
}
