package dev.throughline.benchmarks;

import dev.throughline.benchmarks.NodeUnderLoad.Stored;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * rsyslog doing the same job: lines over TCP in, {@code _bulk} with the same ids out
 * (omelasticsearch, Debian's packages rsyslog and rsyslog-elasticsearch). Its queue is in memory,
 * as it is by default.
 */
final class Rsyslog implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/rsyslogd");
  private static final Path MODULE =
      Path.of("/usr/lib/x86_64-linux-gnu/rsyslog/omelasticsearch.so");
  private static final int ID_LENGTH = 32;

  private final Process process;
  private final int port;

  static boolean isInstalled() {
    return Files.exists(PROGRAM) && Files.exists(MODULE);
  }

  Rsyslog(Path folder, URI node, String index) throws IOException {
    Files.createDirectories(folder);
    port = freePort();
    Path configuration = folder.resolve("rsyslog.conf");
    Files.writeString(
        configuration,
        """
        global(workDirectory="%s" maxMessageSize="64k")
        module(load="imtcp" MaxSessions="10")
        module(load="omelasticsearch")
        template(name="id" type="string" string="%%rawmsg:1:%d%%")
        template(name="document" type="string" string="%%rawmsg:%d:$%%")
        template(name="index" type="string" string="%s")
        input(type="imtcp" port="%d" address="127.0.0.1" ruleset="store"
              supportOctetCountedFraming="off")
        ruleset(name="store" queue.type="LinkedList" queue.size="200000"
                queue.dequeueBatchSize="2000" queue.workerThreads="2") {
          action(type="omelasticsearch" server="%s" serverport="%d" usehttps="off"
                 searchType="" bulkmode="on" writeoperation="create" maxbytes="10m"
                 dynSearchIndex="on" searchIndex="index" dynBulkId="on" bulkid="id"
                 template="document" action.resumeRetryCount="-1")
        }
        """
            .formatted(
                folder, ID_LENGTH, ID_LENGTH + 2, index, port, node.getHost(), node.getPort()));
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-n",
                "-f",
                configuration.toString(),
                "-i",
                folder.resolve("pid").toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "rsyslog.log"))
            .start();
    awaitListening();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private void awaitListening() throws IOException {
    long start = System.nanoTime();
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (SocketException e) {
        if (!process.isAlive() || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(20)) {
          throw new IOException("rsyslog does not listen", e);
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  /** The documents as lines that it can take apart: the id, a blank, the document. */
  static byte[] lines(List<Stored> documents) {
    StringBuilder lines = new StringBuilder();
    for (Stored document : documents) {
      if (document.id().length() != ID_LENGTH) {
        throw new IllegalArgumentException("id " + document.id() + ", expected 32 characters");
      }
      lines.append(document.id()).append(' ').append(document.source()).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  void send(byte[] lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream()) {
      out.write(lines);
    }
  }

  /** Processor time since its start. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
