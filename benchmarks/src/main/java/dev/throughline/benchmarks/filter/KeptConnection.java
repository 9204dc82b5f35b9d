package dev.throughline.benchmarks.filter;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A caller that costs next to nothing: on two processors whatever the caller takes is not there for
 * the server. One HTTP/1.1 connection, one request after the other.
 */
final class KeptConnection implements AutoCloseable {
  private static final byte[] BEFORE_ID =
      "GET /cart/7 HTTP/1.1\r\nHost: localhost\r\nX-Correlation-ID: load-"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AFTER_ID = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final StringBuilder line = new StringBuilder();

  KeptConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Returns when the answer is there whole; anything but a 200 is an exception. */
  void get(int number) throws IOException {
    byte[] id = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[BEFORE_ID.length + id.length + AFTER_ID.length];
    System.arraycopy(BEFORE_ID, 0, request, 0, BEFORE_ID.length);
    System.arraycopy(id, 0, request, BEFORE_ID.length, id.length);
    System.arraycopy(AFTER_ID, 0, request, BEFORE_ID.length + id.length, AFTER_ID.length);
    out.write(request);
    String status = readLine();
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("answered " + status);
    }
    in.skipNBytes(lengthOfBody());
  }

  private int lengthOfBody() throws IOException {
    int length = 0;
    for (String header = readLine(); !header.isEmpty(); header = readLine()) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    return length;
  }

  private String readLine() throws IOException {
    line.setLength(0);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server hung up after '" + line + "'");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
