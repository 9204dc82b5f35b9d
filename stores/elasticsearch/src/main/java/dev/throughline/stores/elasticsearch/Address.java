package dev.throughline.stores.elasticsearch;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text that names a cluster; what is secret in it never gets into a message. */
final class Address {
  private static final String EXPECTED = "expected es:https://HOST:9200";
  private static final Set<String> PARAMETERS =
      Set.of("index", "ca", "insecure", "gzip", "install", "retention", "data-streams", "ilm");
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})d");
  private static final int DEFAULT_PORT = 9200;

  private final Map<String, String> environment;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final List<URI> nodes = new ArrayList<>();
  private @Nullable String userInfo;

  Address(String address, Map<String, String> environment) {
    this.environment = environment;
    String text = address.regionMatches(true, 0, "es:", 0, 3) ? address.substring(3) : address;
    int question = text.indexOf('?');
    if (question >= 0) {
      parameters(text.substring(question + 1));
      text = text.substring(0, question);
    }
    nodes(text);
  }

  private void parameters(String query) {
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!PARAMETERS.contains(name)) {
        throw new IllegalArgumentException(
            "es: has no option \""
                + name
                + "\", expected one of "
                + PARAMETERS.stream().sorted().toList());
      }
      String value = equals < 0 ? "true" : pair.substring(equals + 1);
      parameters.put(name, URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
  }

  /** {@code https://user:password@one:9200,two:9200/path}. */
  private void nodes(String text) {
    int start = text.indexOf("://");
    String scheme = start < 0 ? "" : text.substring(0, start);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(
          "es: is followed by \"" + scheme + "\", " + EXPECTED + " or es:http://HOST:9200");
    }
    String rest = text.substring(start + 3);
    int slash = rest.indexOf('/');
    String path = slash < 0 ? "" : rest.substring(slash).replaceAll("/+$", "");
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      userInfo = authority.substring(0, at);
      authority = authority.substring(at + 1);
    }
    for (String host : authority.split(",", -1)) {
      nodes.add(node(scheme, host, path));
    }
  }

  private static URI node(String scheme, String host, String path) {
    String shown = scheme + "://" + host + path;
    if (host.isEmpty()) {
      throw new IllegalArgumentException("es: \"" + shown + "\" names no host, " + EXPECTED);
    }
    try {
      URI uri = new URI(shown);
      if (uri.getHost() == null) {
        throw new IllegalArgumentException(
            "es: \"" + shown + "\" is no host and port, " + EXPECTED);
      }
      return uri.getPort() >= 0
          ? uri
          : new URI(scheme, null, uri.getHost(), DEFAULT_PORT, uri.getPath(), null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "es: \"" + shown + "\" is no address (" + e.getReason() + "), " + EXPECTED, e);
    }
  }

  ElasticsearchOptions options() {
    return new ElasticsearchOptions(
        nodes,
        prefix(),
        login(),
        ca(),
        flag("insecure", false),
        flag("gzip", nodes.stream().noneMatch(Address::isLoopback)),
        flag("install", true),
        retention(),
        flag("data-streams", false),
        parameters.get("ilm"),
        Clock.systemUTC());
  }

  private String prefix() {
    String prefix = parameters.getOrDefault("index", ElasticsearchOptions.DEFAULT_PREFIX);
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "es: index=" + prefix + ", expected lower-case letters, digits, '.', '_' or '-'");
    }
    return prefix;
  }

  private @Nullable Login login() {
    String key = environment.get("ELASTICSEARCH_API_KEY");
    String user = environment.get("ELASTICSEARCH_USERNAME");
    String password = environment.get("ELASTICSEARCH_PASSWORD");
    if (userInfo != null) {
      int colon = userInfo.indexOf(':');
      user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
      password = colon < 0 ? password : decoded(userInfo.substring(colon + 1));
      key = null;
    }
    if (key != null && !key.isBlank()) {
      return new Login.ApiKey(key.strip());
    }
    if (user == null || user.isEmpty()) {
      return null;
    }
    if (password == null) {
      throw new IllegalArgumentException(
          "es: user " + user + " has no password; set ELASTICSEARCH_PASSWORD");
    }
    return new Login.Basic(user, password);
  }

  /** Percent escapes alone: a plus sign in a password is a plus sign. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "es: the user or password has a % that begins no escape, expected %25", e);
    }
  }

  private @Nullable Path ca() {
    String file = parameters.get("ca");
    if (file == null) {
      return null;
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw new IllegalArgumentException("es: ca=" + file + " cannot be read");
    }
    return path;
  }

  private boolean flag(String name, boolean otherwise) {
    String value = parameters.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException("es: " + name + "=" + value + ", expected true or false");
    }
    return value.equals("true");
  }

  private Duration retention() {
    String value = parameters.get("retention");
    if (value == null) {
      return ElasticsearchOptions.DEFAULT_RETENTION;
    }
    if (!DAYS.matcher(value).matches()) {
      throw new IllegalArgumentException("es: retention=" + value + ", expected days such as 30d");
    }
    return Duration.ofDays(Long.parseLong(value.substring(0, value.length() - 1)));
  }

  private static boolean isLoopback(URI node) {
    String host = node.getHost();
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
