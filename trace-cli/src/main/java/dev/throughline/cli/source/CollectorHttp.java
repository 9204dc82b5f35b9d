package dev.throughline.cli.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * Requests to a collector's query port. Uses {@link HttpURLConnection} because {@code
 * java.net.http} would cost more time than everything else the command line does. Thread-safe.
 */
final class CollectorHttp {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 60_000;

  private final URI base;

  private CollectorHttp(URI base) {
    this.base = base;
  }

  /** An answer with another status than 200. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;
    private final int status;

    private Refused(int status, String said) {
      super("it answered with status " + status + (said.isEmpty() ? "" : ": " + said));
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /**
   * @throws IllegalArgumentException when the text is no collector's address
   */
  static CollectorHttp at(String uri) {
    try {
      URI parsed = new URI(uri);
      String scheme = parsed.getScheme();
      if (parsed.getHost() == null
          || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
          || parsed.getRawQuery() != null
          || parsed.getUserInfo() != null) {
        throw new IllegalArgumentException(
            "\"" + uri + "\" is no collector's address, expected http://HOST:PORT");
      }
      return new CollectorHttp(parsed);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "\"" + uri + "\" is no address (" + e.getReason() + "), expected http://HOST:PORT", e);
    }
  }

  /** The address it was made with. */
  String address() {
    return base.toString();
  }

  InputStream get(String path) throws IOException {
    return answer(connect(path));
  }

  /** Sends JSON. */
  InputStream post(String path, byte[] body) throws IOException {
    HttpURLConnection connection = connect(path);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    return answer(connection);
  }

  private HttpURLConnection connect(String path) throws IOException {
    String root = base.toString().replaceAll("/+$", "");
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(root + path).toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  private static InputStream answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status == HttpURLConnection.HTTP_OK) {
      return connection.getInputStream();
    }
    try (InputStream error = connection.getErrorStream()) {
      String said =
          error == null ? "" : new String(error.readNBytes(500), StandardCharsets.UTF_8).strip();
      throw new Refused(status, said);
    }
  }
}
