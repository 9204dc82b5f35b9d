package dev.throughline.correlation.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The methods by which a client is ended. They came with Java 21, and this is compiled for 17.
 *
 * @param method null where there is none
 */
record Ending(@Nullable Method method) {
  static final Ending SHUTDOWN = named("shutdown");
  static final Ending SHUTDOWN_NOW = named("shutdownNow");
  static final Ending IS_TERMINATED = named("isTerminated");
  private static final Ending AWAIT_TERMINATION = named("awaitTermination", Duration.class);

  private static Ending named(String name, Class<?>... parameters) {
    try {
      return new Ending(HttpClient.class.getMethod(name, parameters));
    } catch (NoSuchMethodException olderThan21) {
      return new Ending(null);
    }
  }

  static boolean awaited(HttpClient client, Duration atMost) throws InterruptedException {
    try {
      return !Boolean.FALSE.equals(AWAIT_TERMINATION.of(client, atMost));
    } catch (UndeclaredThrowableException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw e;
    }
  }

  /**
   * What the client's own method returns; null where there is none.
   *
   * @throws UndeclaredThrowableException around a checked exception of the client's
   */
  @Nullable Object of(HttpClient client, Object... arguments) {
    if (method == null) {
      return null;
    }
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException its) {
        throw its;
      }
      if (e.getCause() instanceof Error its) {
        throw its;
      }
      throw new UndeclaredThrowableException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " is public", e);
    }
  }
}
