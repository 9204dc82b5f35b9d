package dev.throughline.correlation.request;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes, also where {@link URI} knows no host: to it {@code my_service:8080}, as hosts
 * are called in container networks, is an authority of some unknown kind.
 *
 * @param host null if there is none
 * @param port -1 if none is said
 */
record CallTarget(@Nullable String host, int port) {
  /** Whatever user information there is goes to the last at-sign. */
  private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?([^@:]+)(?::(\\d{1,5})?)?");

  static CallTarget of(URI uri) {
    String authority = uri.getHost() == null ? uri.getRawAuthority() : null;
    if (authority == null) {
      return new CallTarget(uri.getHost(), uri.getPort());
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      return new CallTarget(null, -1);
    }
    String port = parts.group(2);
    return new CallTarget(parts.group(1), port == null ? -1 : Integer.parseInt(port));
  }
}
