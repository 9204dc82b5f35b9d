package dev.throughline.correlation.request;

/**
 * The OpenTelemetry Java agent, or a distribution of it. It makes client spans of its own, below
 * ours where ours exist: every call would be two.
 */
final class JavaAgent {
  /** Every agent puts it where all classes see it, under this name. */
  private static final String BOOTSTRAP = "io.opentelemetry.javaagent.bootstrap.AgentInitializer";

  private static final boolean PRESENT = isLoadable();

  static boolean isPresent() {
    return PRESENT;
  }

  private static boolean isLoadable() {
    try {
      Class.forName(BOOTSTRAP, false, null);
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }

  private JavaAgent() {}
}
