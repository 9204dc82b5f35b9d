package dev.throughline.correlation.servlet;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.HttpString;
import java.util.Map;

/**
 * Undertow clears all headers, behind every filter's back, before it writes the error page of an
 * exception that escapes. Its commit listener is the last to be asked.
 */
final class UndertowEcho {
  private static final boolean IS_HERE = isHere();

  static void keep(Map<String, String> echo) {
    if (IS_HERE) {
      Exchange.keep(echo);
    }
  }

  private static boolean isHere() {
    try {
      Class.forName(
          "io.undertow.servlet.handlers.ServletRequestContext",
          false,
          UndertowEcho.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Loaded only where Undertow is there. */
  private static final class Exchange {
    static void keep(Map<String, String> echo) {
      // Null: Undertow is on the class path, and another container serves.
      ServletRequestContext current = ServletRequestContext.current();
      if (current != null) {
        current.getExchange().addResponseCommitListener(exchange -> put(exchange, echo));
      }
    }

    private static void put(HttpServerExchange exchange, Map<String, String> echo) {
      echo.forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
    }
  }
}
