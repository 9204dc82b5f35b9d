package dev.throughline.collector.intake;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TCP port that JSON lines come in by. */
public final class LinePort implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(LinePort.class);
  private static final int MAX_CONNECTIONS = 1024;
  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

  private final ServerSocket server;
  private final FrontDoor door;
  private final MemoryBudget memory;
  private final IntakeCounters counters;
  private final Clock clock;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread acceptor = Thread.ofPlatform().name("lines-accept").unstarted(this::accept);

  /**
   * @param address port 0 is any free one
   * @throws IOException when the address is taken
   */
  public LinePort(
      InetSocketAddress address,
      FrontDoor door,
      MemoryBudget memory,
      IntakeCounters counters,
      Clock clock)
      throws IOException {
    this.door = door;
    this.memory = memory;
    this.counters = counters;
    this.clock = clock;
    server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(address);
    acceptor.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Connections at this moment. */
  public int connections() {
    return open.size();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        admit(server.accept());
      } catch (IOException e) {
        if (!server.isClosed()) {
          // Such as too many open files: others may close theirs.
          log.warn("no connection for lines could be accepted: {}", e.getMessage());
          rest();
        }
      }
    }
  }

  private static void rest() {
    try {
      TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void admit(Socket socket) throws IOException {
    if (open.size() >= MAX_CONNECTIONS) {
      log.warn("refusing a connection for lines: {} are open", open.size());
      socket.close();
      return;
    }
    open.add(socket);
    connections.execute(() -> serve(socket));
  }

  private void serve(Socket socket) {
    try {
      new LineConnection(socket, door, counters, memory.lease(), clock, closing).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /**
   * Takes what was read already, as far as the queue has room for it; what is still under way is
   * the senders' to send again.
   */
  @Override
  public void close() {
    closing.countDown();
    close(server);
    awaitAcceptor();
    open.forEach(LinePort::close);
    connections.close();
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      log.warn("a socket for lines could not be closed: {}", e.getMessage());
    }
  }

  /** Whom it lets in last would otherwise be overlooked by who closes the connections. */
  private void awaitAcceptor() {
    boolean interrupted = false;
    while (acceptor.isAlive()) {
      try {
        acceptor.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
