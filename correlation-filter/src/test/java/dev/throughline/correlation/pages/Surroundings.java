package dev.throughline.correlation.pages;

import static java.util.stream.Collectors.joining;

import java.util.Map;

/** What a reader of a page has around its block of Java: libraries, variables, methods. */
final class Surroundings {
  /** By page; the block stands in place of BLOCK, its imports at the top. */
  private static final Map<String, String> OF =
      Map.of(
          "brave.md",
          """
          import brave.Tracing;
          import dev.throughline.correlation.brave.BraveScopes;

          class Block {
            Tracing tracing;

            void block() {
              BLOCK
                  .build();
            }
          }
          """,
          "http-clients.md",
          """
          import dev.throughline.correlation.Correlation;
          import dev.throughline.correlation.apache.*;
          import dev.throughline.correlation.okhttp.CorrelationCallFactory;
          import dev.throughline.correlation.spring.*;
          import java.net.http.HttpClient;
          import okhttp3.Call;
          import org.apache.hc.client5.http.impl.ChainElement;
          import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
          import org.apache.hc.client5.http.impl.classic.HttpClients;
          import org.springframework.web.client.RestClient;
          import org.springframework.web.reactive.function.client.WebClient;

          class Block {
            void block(okhttp3.OkHttpClient okHttpClient) {
              BLOCK
            }
          }
          """,
          "javalin.md",
          """
          import io.javalin.Javalin;

          public class Block implements java.util.function.Supplier<Javalin> {
            public Javalin get() {
              BLOCK
              return app;
            }
          }
          """,
          "netty.md",
          """
          import io.netty.channel.*;
          import io.netty.handler.codec.http.HttpServerCodec;
          import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;

          class Block {
            void block(ChannelPipeline pipeline, ChannelHandler yourHandler) {
              BLOCK
            }
          }
          """,
          "opentelemetry-sdk.md",
          """
          import io.opentelemetry.sdk.OpenTelemetrySdk;
          import io.opentelemetry.sdk.trace.SdkTracerProvider;

          class Block {
            void block(SdkTracerProvider tracers) {
              BLOCK
            }
          }
          """,
          "servlet.md",
          """
          import io.undertow.servlet.api.*;
          import java.util.Set;
          import org.apache.catalina.Context;
          import org.eclipse.jetty.ee11.servlet.ServletContextHandler;

          class Block {
            void block(ServletContextHandler jetty, Context tomcat, DeploymentInfo undertow) {
              BLOCK
            }
          }
          """,
          "threads.md",
          """
          import dev.throughline.correlation.Correlation;
          import java.util.*;
          import java.util.concurrent.*;
          import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
          import reactor.core.publisher.Hooks;

          public class Block implements Callable<Set<String>> {
            private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

            public Set<String> call() throws Exception {
              ThreadPoolTaskExecutor springExecutor = new ThreadPoolTaskExecutor();
              BLOCK
              springExecutor.initialize();
              springExecutor.execute(() -> see("spring"));
              virtual.execute(() -> see("virtual"));
              clock.execute(() -> see("clock"));
              Set<String> all = new TreeSet<>();
              while (all.size() < 6) {
                all.add(seen.poll(60, TimeUnit.SECONDS));
              }
              springExecutor.shutdown();
              virtual.shutdown();
              clock.shutdown();
              pool.shutdown();
              return all;
            }

            String price() {
              return see("price");
            }

            String discount(String price) {
              return see("discount");
            }

            void report() {
              see("report");
            }

            private String see(String who) {
              seen.add(who + " " + Correlation.id().orElse("nobody"));
              return who;
            }
          }
          """);

  /** A whole class of Java around a page's block. */
  static String around(String page, String block) {
    String surroundings = OF.get(page);
    if (surroundings == null) {
      throw new IllegalArgumentException(page + ": a block of Java without surroundings");
    }
    String imports = block.lines().filter(Surroundings::isImport).collect(joining("\n"));
    String rest = block.lines().filter(line -> !isImport(line)).collect(joining("\n"));
    return imports + "\n" + surroundings.replace("BLOCK", rest);
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }

  private Surroundings() {}
}
