package dev.throughline.correlation.line;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a collector. One thread writes; any thread may ask how it does, and close it.
 */
final class LineConnection implements Closeable {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int HANDSHAKE_MILLIS = 5_000;
  private static final int FAREWELL_MILLIS = 1_000;

  /** Below TLS: closing it ends a write that the other side never takes. */
  private final Socket wire;

  private final Socket socket;
  private final OutputStream out;
  private final Thread listener;
  private volatile boolean writing;
  private volatile long writingSince;
  private volatile boolean ended;

  private LineConnection(Socket wire, Socket socket) throws IOException {
    this.wire = wire;
    this.socket = socket;
    this.out = socket.getOutputStream();
    InputStream in = socket.getInputStream();
    this.listener = new Thread(() -> awaitEnd(in), "throughline-collector-end");
    listener.setDaemon(true);
    listener.start();
  }

  /** Connects, and with TLS shakes hands too: after it, the other side is who it should be. */
  static LineConnection open(CollectorAddress address, @Nullable SSLContext tls)
      throws IOException {
    Socket wire = new Socket();
    try {
      wire.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
      wire.setKeepAlive(true);
      return new LineConnection(wire, tls == null ? wire : secured(wire, address, tls));
    } catch (IOException | RuntimeException e) {
      wire.close();
      throw e;
    }
  }

  private static Socket secured(Socket wire, CollectorAddress address, SSLContext tls)
      throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(wire, address.host(), address.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(HANDSHAKE_MILLIS);
    socket.startHandshake();
    socket.setSoTimeout(0);
    return socket;
  }

  void write(byte[] line) throws IOException {
    if (ended) {
      throw new IOException("the collector closed the connection");
    }
    writingSince = System.nanoTime();
    writing = true;
    out.write(line);
    writing = false;
  }

  /** Whether the other side has not taken a line for longer than this. */
  boolean isWritingFor(Duration patience) {
    return writing && System.nanoTime() - writingSince > patience.toNanos();
  }

  /**
   * A collector says nothing on this port; the end of its silence is known before the next line.
   */
  private void awaitEnd(InputStream in) {
    try {
      while (in.read() >= 0) {}
    } catch (IOException e) {
      // Reset, or closed by us: an end too.
    }
    ended = true;
  }

  /**
   * Ends in order: closed at once, with anything of the other side's unread (in TLS 1.3 its
   * tickets), the connection would be reset, and lines under way be gone.
   */
  void finish() throws IOException, InterruptedException {
    socket.shutdownOutput();
    listener.join(FAREWELL_MILLIS);
    close();
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }
}
