package dev.throughline.correlation.line;

import dev.throughline.correlation.request.Setting;

/**
 * Where log lines go.
 *
 * @param host a name or an address, an IPv6 one without brackets
 * @param port 1 to 65535
 */
record CollectorAddress(String host, int port) {
  private static final String SETTING = "throughline.json";
  private static final String DEFAULT = "127.0.0.1:5170";

  /**
   * By {@code throughline.json} or {@code THROUGHLINE_JSON}, host:port.
   *
   * @throws IllegalArgumentException when that is not what it says
   */
  static CollectorAddress current() {
    String value = Setting.lookUp(SETTING);
    return parse(value == null || value.isBlank() ? DEFAULT : value.strip());
  }

  static CollectorAddress parse(String value) {
    int colon = value.lastIndexOf(':');
    String host = colon < 0 ? "" : value.substring(0, colon).replaceAll("^\\[|]$", "");
    String port = value.substring(colon + 1);
    if (host.isEmpty() || !port.matches("[0-9]{1,5}") || !isPort(Integer.parseInt(port))) {
      throw new IllegalArgumentException(
          SETTING + ": '" + value + "', expected host:port, for example " + DEFAULT);
    }
    return new CollectorAddress(host, Integer.parseInt(port));
  }

  private static boolean isPort(int number) {
    return number > 0 && number < 65536;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
