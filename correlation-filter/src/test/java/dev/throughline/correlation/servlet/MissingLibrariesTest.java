package dev.throughline.correlation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.servlet.RawHttp.Answer;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The jar in {@code WEB-INF/lib} without one that it needs: the application serves all the same.
 */
class MissingLibrariesTest {
  @TempDir Path work;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.slf4j.",
        "io.opentelemetry.api.",
        "io.opentelemetry.context.",
        "io.opentelemetry.common."
      })
  void theApplicationServesAndTheServerSaysWhyWithoutIds(String missing) throws Exception {
    Tomcat tomcat = new Tomcat();
    try (FailureLines told = new FailureLines(missing.replace('.', '/'));
        Without library = new Without(missing)) {
      int port = start(tomcat, library.initializer());
      Answer answer = new RawHttp(port).get("/", "X-Correlation-ID: c-1");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.line("served")).isEqualTo("yes");
      assertThat(answer.header("X-Correlation-ID").isEmpty()).isEqualTo(!told.mdcs().isEmpty());
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private int start(Tomcat tomcat, ServletContainerInitializer initializer) throws Exception {
    tomcat.setBaseDir(work.toString());
    tomcat.setPort(0);
    Context context = tomcat.addContext("", work.toString());
    TomcatShop.withoutLeakSearch(context);
    context.addServletContainerInitializer(initializer, Set.of());
    Tomcat.addServlet(context, "plain", new Plain());
    context.addServletMappingDecoded("/*", "plain");
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }

  /** Needs none of those libraries. */
  private static final class Plain extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().println("served=yes");
    }
  }

  /** Loads the filter, and OpenTelemetry as far as it is there, apart from the tests' own. */
  private static final class Without extends URLClassLoader {
    private final String missing;

    Without(String missing) throws MalformedURLException {
      super(classPath(), MissingLibrariesTest.class.getClassLoader());
      this.missing = missing;
    }

    private static URL[] classPath() throws MalformedURLException {
      String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
      URL[] urls = new URL[entries.length];
      for (int i = 0; i < entries.length; i++) {
        urls[i] = Path.of(entries[i]).toUri().toURL();
      }
      return urls;
    }

    ServletContainerInitializer initializer() throws ReflectiveOperationException {
      return (ServletContainerInitializer)
          loadClass(CorrelationInitializer.class.getName()).getDeclaredConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith(missing)) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.throughline.") && !name.startsWith("io.opentelemetry.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
  }
}
