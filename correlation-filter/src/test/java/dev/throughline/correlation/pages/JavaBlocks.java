package dev.throughline.correlation.pages;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Blocks of Java in their surroundings, compiled against the libraries of this test. */
final class JavaBlocks implements AutoCloseable {
  private final DiagnosticCollector<JavaFileObject> heard = new DiagnosticCollector<>();
  private final boolean compiled;
  private final URLClassLoader loader;

  /**
   * Compiles them all at once: opening the class path costs more than the compiling.
   *
   * @param classes where the compiler writes to
   */
  JavaBlocks(List<Source> sources, Path classes) throws MalformedURLException {
    String path = System.getProperty("java.class.path");
    compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                heard,
                List.of("-proc:none", "-cp", path, "-d", classes.toString()),
                null,
                sources)
            .call();
    URL[] here = {classes.toUri().toURL()};
    loader = new URLClassLoader(here, JavaBlocks.class.getClassLoader());
  }

  boolean areCompiled() {
    return compiled;
  }

  /** What the compiler says. */
  List<String> remarks() {
    return heard.getDiagnostics().stream().map(Object::toString).toList();
  }

  /** One of the class around a block. */
  Object made(String name) throws ReflectiveOperationException {
    return loader.loadClass(name + ".Block").getConstructor().newInstance();
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  /** A block as a file of source that is in memory alone. */
  static final class Source extends SimpleJavaFileObject {
    private final String text;

    /**
     * With the surroundings of a page.
     *
     * @param name of the package that its class is in
     */
    Source(String name, String page, String block) {
      super(URI.create("string:///" + name + "/Block.java"), Kind.SOURCE);
      text = "package " + name + ";\n" + Surroundings.around(page, block);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
