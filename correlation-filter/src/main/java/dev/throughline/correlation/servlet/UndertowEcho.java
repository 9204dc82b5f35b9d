package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.ServedRequest;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Undertow clears all headers, behind every filter's back, before it writes the error page of an
 * exception that escapes. Its commit listener is the last to be asked.
 */
final class UndertowEcho {
  private static final boolean IS_HERE = isHere();

  static void keep(ServedRequest served) {
    if (IS_HERE) {
      Exchange.keep(served);
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
    static void keep(ServedRequest served) {
      // Null: Undertow is on the class path, and another container serves.
      ServletRequestContext current = ServletRequestContext.current();
      if (current != null) {
        current
            .getExchange()
            .addResponseCommitListener(exchange -> echo(served, exchange.getResponseHeaders()));
      }
    }

    private static void echo(ServedRequest served, HeaderMap headers) {
      served.echo(
          name -> lines(headers.get(name)),
          (name, value) -> headers.put(new HttpString(name), value));
    }

    private static List<String> lines(@Nullable HeaderValues values) {
      return values == null ? List.of() : values;
    }
  }
}
