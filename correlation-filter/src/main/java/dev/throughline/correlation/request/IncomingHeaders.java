package dev.throughline.correlation.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's headers, by name, one value per header line. Names are matched by the server's own
 * case-insensitive rule. Netty's is {@code headers::getAll}; a servlet's is {@code name ->
 * Collections.list(request.getHeaders(name))}. Some fifteen are asked for per request.
 */
@FunctionalInterface
public interface IncomingHeaders {
  /** The lines of the header called {@code name}, in order; empty or null if there are none. */
  @Nullable Collection<String> all(String name);

  /** The lines, with a server's null answer read as none. */
  default List<String> lines(String name) {
    Collection<String> lines = all(name);
    if (lines == null || lines.isEmpty()) {
      return List.of();
    }
    return lines instanceof List<String> list ? list : new ArrayList<>(lines);
  }
}
