package dev.throughline.collector.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses requests for a host that is not this one: a web page whose name was made to point here
 * (DNS rebinding) would otherwise read the answers as its own. Addresses cannot be rebound, so they
 * pass; names pass when they are known.
 */
public final class HostCheck implements Handler {
  private static final Pattern PORT = Pattern.compile(":\\d*$");
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[[0-9a-f:.]+]");

  private final Set<String> names;

  /**
   * @param names besides {@code localhost}, in lower case
   */
  public HostCheck(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  @Override
  public void handle(Context request) {
    String header = request.header("Host");
    String host =
        header == null ? "" : PORT.matcher(header.toLowerCase(Locale.ROOT)).replaceFirst("");
    if (!host.equals("localhost") && !names.contains(host) && !ADDRESS.matcher(host).matches()) {
      request
          .status(403)
          .contentType("application/json")
          .result("{\"error\":\"the Host header names another host: see --allow-host\"}")
          .skipRemainingHandlers();
    }
  }
}
