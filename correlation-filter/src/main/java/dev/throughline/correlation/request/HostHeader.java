package dev.throughline.correlation.request;

import io.opentelemetry.api.trace.SpanBuilder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name and port the client called us by, RFC 9110 section 7.2.
 *
 * @param address null if there is no well-formed header
 * @param port null if the header leaves it to the scheme
 */
record HostHeader(@Nullable String address, @Nullable Integer port) {
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");

  static HostHeader of(List<String> lines) {
    Matcher host = HOST.matcher(lines.size() == 1 ? lines.get(0) : "");
    if (!host.matches()) {
      return new HostHeader(null, null);
    }
    String port = host.group(2);
    return new HostHeader(host.group(1), port == null ? null : Integer.valueOf(port));
  }

  void describe(SpanBuilder span) {
    if (address != null) {
      span.setAttribute(Attributes.SERVER_ADDRESS, address);
    }
    if (port != null) {
      span.setAttribute(Attributes.SERVER_PORT, (long) port);
    }
  }
}
