package dev.throughline.cli.kibana;

import dev.throughline.journey.store.TimeRange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes links into Kibana's Discover, whose address carries the page's state as rison after the
 * {@code #}: what is asked never reaches a server's access log.
 *
 * @param kibana Kibana's address up to the space, without a slash at its end
 * @param dataView the id of the data view to search in
 */
public record KibanaLink(String kibana, String dataView) {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The span of time that a stored record can have, for a question without an end. */
  private static final String FIRST = "1970-01-01T00:00:00.000Z";

  /** Records are kept under their own time up to a day ahead of their receipt. */
  private static final String LAST = "now+1d";

  private static final List<String> COLUMNS =
      List.of("service.name", "log.level", "event.name", "span.name", "message");

  /** What a link may contain unescaped so that terminals and chats take all of it for the link. */
  private static final String UNESCAPED = "-._~!(),:@/";

  /**
   * @throws IllegalArgumentException when {@code kibana} is no address of a Kibana
   */
  public KibanaLink {
    kibana = checked(kibana);
  }

  private static String checked(String address) {
    String expected =
        "\"" + address + "\" is no Kibana, expected http(s)://HOST:PORT or one with /s/SPACE";
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(expected, e);
    }
    boolean web =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null;
    if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || !bare) {
      throw new IllegalArgumentException(expected);
    }
    return address.replaceFirst("/+$", "");
  }

  /** Discover, the oldest record first. */
  public String discover(String kql, TimeRange range) {
    Map<String, Object> time = new LinkedHashMap<>();
    time.put("from", range.from().equals(Instant.MIN) ? FIRST : floor(range.from()));
    time.put("to", range.to().equals(Instant.MAX) ? LAST : ceiling(range.to()));
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("columns", COLUMNS);
    page.put("dataSource", ordered("dataViewId", dataView, "type", "dataView"));
    page.put("query", ordered("language", "kuery", "query", kql));
    page.put("sort", List.of(List.of("@timestamp", "asc")));
    return kibana
        + "/app/discover#/?_g="
        + escaped(Rison.of(Map.of("time", time)))
        + "&_a="
        + escaped(Rison.of(page));
  }

  private static Map<String, Object> ordered(String key, String value, String key2, String value2) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    map.put(key2, value2);
    return map;
  }

  private static String floor(Instant time) {
    return MILLIS.format(time.truncatedTo(ChronoUnit.MILLIS));
  }

  /** Kibana counts in milliseconds: rounded up, so that the window's last record is inside. */
  private static String ceiling(Instant time) {
    Instant floor = time.truncatedTo(ChronoUnit.MILLIS);
    return MILLIS.format(floor.equals(time) ? floor : floor.plusMillis(1));
  }

  private static String escaped(String rison) {
    StringBuilder escaped = new StringBuilder(rison.length() * 2);
    for (byte b : rison.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean alphanumeric = c < 0x80 && Character.isLetterOrDigit(c);
      if (alphanumeric || UNESCAPED.indexOf(c) >= 0) {
        escaped.append(c);
      } else {
        escaped.append("%%%02X".formatted((int) c));
      }
    }
    return escaped.toString();
  }
}
