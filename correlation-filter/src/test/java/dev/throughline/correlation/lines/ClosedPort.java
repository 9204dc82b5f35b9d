package dev.throughline.correlation.lines;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;

/** A port at which every call is refused, and that nobody else is given meanwhile. */
public final class ClosedPort implements AutoCloseable {
  private final Socket bound = new Socket();

  /** Closes a server, and keeps its port. */
  public void replace(ServerSocket server) throws IOException {
    SocketAddress address = server.getLocalSocketAddress();
    server.close();
    bound.setReuseAddress(true);
    bound.bind(address);
  }

  /** The port, which may be listened at again after {@link #close}. */
  public int number() {
    return bound.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    bound.close();
  }
}
