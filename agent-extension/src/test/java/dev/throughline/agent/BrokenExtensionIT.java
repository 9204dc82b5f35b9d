package dev.throughline.agent;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.implementation.ExceptionMethod;
import net.bytebuddy.matcher.ElementMatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An extension whose every entry throws inside, in front of a real application. */
class BrokenExtensionIT {
  /** Each entry of the agent into the extension goes through one of these. */
  private static final Map<Class<?>, ElementMatcher<? super MethodDescription>> BROKEN =
      Map.of(
          RequestIds.class, isMethod(),
          KnownIds.class, isMethod(),
          UserBaggage.class, isMethod(),
          Settings.class, named("current"),
          Defaults.class, named("missingIn"),
          PrincipalAsUser.class, named("soFar"));

  /** What the agent asks us to make while it starts. */
  private static final Map<Class<?>, ElementMatcher<? super MethodDescription>> UNMADE =
      Map.of(
          CorrelationPropagator.class, isConstructor(),
          GuardedPropagator.class, isConstructor(),
          RequestSampler.class, isConstructor(),
          IdsOnSpans.class, isConstructor(),
          IdsOnLogs.class, isConstructor());

  @Test
  void theApplicationDoesNotNotice() throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp app =
            launch(BROKEN)
                .to(sink)
                .with("OTEL_PROPAGATORS", "tracecontext,baggage,throughline")
                .start()) {
      HttpResponse<String> response =
          app.get("/call?" + sink.url() + "/callee", "baggage", "user.id=alice");

      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(app.get("/hello").body()).isEqualTo("hello");
      assertThat(response.headers().map()).doesNotContainKey("x-correlation-id");
      assertThat(sink.call("/callee")).containsKey("Traceparent").doesNotContainKey("Baggage");
      Telemetry.Span server = sink.span("the agent's span", s -> s.kind().equals("SERVER"));
      sink.log("the agent's log", l -> l.traceId().equals(server.traceId()));
      assertThat(app.output())
          .contains(
              "settings failed",
              "extract failed",
              "inject failed",
              "inject of baggage failed",
              "server start failed",
              "client start failed",
              "span start failed",
              "log record failed",
              "response failed",
              "server end failed",
              "new session failed");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theAgentDoesNotMissWhatCannotBeMade(boolean byFile) throws Exception {
    try (OtlpSink sink = new OtlpSink();
        RunningApp app =
            (byFile ? DeclaredIT.declared(launch(UNMADE), sink) : launch(UNMADE).to(sink))
                .start()) {
      app.get("/call?" + sink.url() + "/callee", "baggage", "user.id=alice");

      Telemetry.Span server = sink.span("the agent's span", s -> s.kind().equals("SERVER"));
      sink.log("the agent's log", l -> l.traceId().equals(server.traceId()));
      assertThat(sink.call("/callee")).containsKey("Traceparent").doesNotContainKey("Baggage");
      assertThat(app.output())
          .contains("propagator failed", "span processor failed", "log processor failed");
    }
  }

  private static Launch launch(Map<Class<?>, ElementMatcher<? super MethodDescription>> broken)
      throws IOException {
    return Servers.JDK
        .plain()
        .withAgent(System.getProperty("agent.version"))
        .withExtension(jar(broken));
  }

  private static Path jar(Map<Class<?>, ElementMatcher<? super MethodDescription>> broken)
      throws IOException {
    Path folder = Files.createDirectories(Path.of(System.getProperty("work.dir")));
    Path jar = Files.createTempFile(folder, "broken", ".jar");
    try (JarFile whole = new JarFile(System.getProperty("extension.jar"));
        OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Enumeration<JarEntry> entries = whole.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        out.putNextEntry(new JarEntry(entry.getName()));
        try (InputStream bytes = whole.getInputStream(entry)) {
          out.write(brokenOrNot(broken, entry.getName(), bytes.readAllBytes()));
        }
      }
    }
    return jar;
  }

  private static byte[] brokenOrNot(
      Map<Class<?>, ElementMatcher<? super MethodDescription>> broken, String entry, byte[] bytes) {
    for (Class<?> type : broken.keySet()) {
      if (entry.equals(type.getName().replace('.', '/') + ".class")) {
        return new ByteBuddy()
            .redefine(type)
            .invokable(broken.get(type))
            .intercept(ExceptionMethod.throwing(IllegalStateException.class, "on purpose"))
            .make()
            .getBytes();
      }
    }
    return bytes;
  }
}
