package dev.throughline.correlation.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.throughline.correlation.lines.ClosedPort;
import dev.throughline.correlation.lines.TlsPeers;
import dev.throughline.correlation.request.LogDelivery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of lines in front of a collector that is there, away, gone and deaf. */
@Timeout(120) // against hanging
class LineSenderTest {
  private final Heard heard = new Heard();
  private final ClosedPort nobody = new ClosedPort();
  private final long droppedBefore = LogDelivery.dropped();
  private final boolean setUpBefore = LogDelivery.isSetUp();
  private final long sentBefore = LogDelivery.sent();
  private ServerSocket collector;
  private LineSender sender;

  @BeforeEach
  void start() throws IOException {
    collector = listen(0);
    sender = sender(Duration.ofMinutes(1));
    sender.start();
  }

  @AfterEach
  void stop() throws Exception {
    sender.stop(Duration.ZERO);
    await().until(() -> !isAlive("throughline-collector")); // it still counts what it drops
    assertThat(LogDelivery.isSetUp()).isEqualTo(setUpBefore);
    collector.close();
    nobody.close();
  }

  @Test
  void linesWaitForACollectorThatIsAway() throws Exception {
    int port = goAway();
    say("one");
    assertThat(heard.away.poll(60, TimeUnit.SECONDS)).startsWith("127.0.0.1:" + port + " ");
    say("two");
    comeBack();
    try (Socket connection = collector.accept();
        BufferedReader lines = reader(connection)) {
      assertThat(lines.readLine()).isEqualTo("one");
      assertThat(lines.readLine()).isEqualTo("two");
    }
    assertThat(heard.away).as("said once").isEmpty();
  }

  @Test
  void afterACollectorHasGoneTheNextLineWaitsForTheNext() throws Exception {
    say("one");
    try (Socket connection = collector.accept();
        BufferedReader lines = reader(connection)) {
      assertThat(lines.readLine()).isEqualTo("one");
    }
    await().until(() -> !isAlive("throughline-collector-end"));
    say("two");
    try (Socket connection = collector.accept();
        BufferedReader lines = reader(connection)) {
      assertThat(lines.readLine()).isEqualTo("two");
    }
  }

  @Test
  void whatFindsNoRoomIsDroppedCountedAndTold() throws Exception {
    goAway();
    for (int i = 0; i < 10_000; i++) {
      say("line " + i);
    }
    long dropped = LogDelivery.dropped() - droppedBefore;
    assertThat(dropped).as("8,192 wait, one more is perhaps under way").isBetween(1_807L, 1_808L);
    comeBack();
    try (Socket connection = collector.accept();
        BufferedReader lines = reader(connection)) {
      assertThat(lines.readLine()).isEqualTo("line 0");
      assertThat(heard.dropped.poll(60, TimeUnit.SECONDS)).isEqualTo(dropped);
    }
  }

  @Test
  void aReportIsNoneOfTheApplicationsLinesAndIsSaidAgainWhenItIsLost() throws Exception {
    goAway();
    String mebibyte = "x".repeat((1 << 20) - 1);
    for (int i = 0; i < 20; i++) {
      say(mebibyte);
    }
    heard.report = losses -> sender.offerReport((mebibyte + "\n").getBytes(UTF_8), losses);
    sender.offerReport((mebibyte + "\n").getBytes(UTF_8), 3); // no room: as if 3 were untold
    comeBack();
    try (Socket connection = collector.accept();
        BufferedReader lines = reader(connection)) {
      assertThat(lines.readLine()).isEqualTo(mebibyte);
      assertThat(heard.dropped.poll(60, TimeUnit.SECONDS)).isEqualTo(4 + 3);
      for (int i = 0; i < 16; i++) {
        assertThat(lines.readLine()).isEqualTo(mebibyte);
      }
    }
    assertThat(LogDelivery.dropped() - droppedBefore).isEqualTo(4);
    assertThat(LogDelivery.sent() - sentBefore).isEqualTo(16);
  }

  @Test
  void noMoreThan16MebibytesWait() throws Exception {
    goAway();
    String mebibyte = "x".repeat((1 << 20) - 1);
    for (int i = 0; i < 20; i++) {
      say(mebibyte);
    }
    assertThat(LogDelivery.dropped() - droppedBefore).isEqualTo(4);
  }

  @Test
  void aCollectorThatTakesNothingIsCalledAnew() throws Exception {
    sender.stop(Duration.ZERO);
    sender = sender(Duration.ZERO);
    sender.start();
    String much = "x".repeat(100_000);
    AtomicBoolean enough = new AtomicBoolean();
    Thread talker =
        new Thread(
            () -> {
              while (!enough.get()) {
                say(much);
              }
            });
    talker.start();
    try (Socket deaf = collector.accept();
        Socket again = collector.accept()) {
      assertThat(again.getPort()).isNotEqualTo(deaf.getPort());
    } finally {
      enough.set(true);
      talker.join();
    }
  }

  @Test
  void aConnectionThatIsMadeAfterTheEndIsClosed(@TempDir Path keys) throws Exception {
    sender.stop(Duration.ZERO);
    Path key = new TlsPeers(keys).keyStore("collector", "localhost");
    try (SSLServerSocket slow = TlsPeers.server(key)) {
      sender =
          new LineSender(
              new CollectorAddress("localhost", slow.getLocalPort()),
              trusting(key),
              heard,
              Duration.ofMinutes(1));
      sender.start();
      say("x".repeat(15 << 20)); // far more than the kernel takes for a collector that is deaf
      try (SSLSocket connection = (SSLSocket) slow.accept()) {
        sender.stop(Duration.ZERO);
        connection.startHandshake();
        await().until(() -> !isAlive("throughline-collector"));
      }
    }
    assertThat(LogDelivery.dropped() - droppedBefore).isEqualTo(1);
  }

  @Test
  void whatIsLeftAtTheEndIsDropped() throws Exception {
    goAway();
    for (int i = 0; i < 10; i++) {
      say("line " + i);
    }
    sender.stop(Duration.ofSeconds(60));
    await().untilAsserted(() -> assertThat(LogDelivery.dropped() - droppedBefore).isEqualTo(10));
    assertThat(LogDelivery.sent()).isEqualTo(sentBefore);
  }

  /** As where Log4j2's appenders do not ignore exceptions. */
  @Test
  void aLogThatTakesNoNewsDoesNotEndTheSending() throws Exception {
    heard.fails = true;
    int port = goAway();
    for (int i = 0; i < 10_000; i++) {
      say("line " + i);
    }
    assertThat(heard.away.poll(60, TimeUnit.SECONDS)).startsWith("127.0.0.1:" + port + " ");
    comeBack();
    try (Socket connection = collector.accept();
        BufferedReader lines = reader(connection)) {
      assertThat(lines.readLine()).isEqualTo("line 0");
      assertThat(heard.dropped.poll(60, TimeUnit.SECONDS)).isPositive();
      for (int i = 1; i < 8_000; i++) {
        assertThat(lines.readLine()).isEqualTo("line " + i);
      }
    }
  }

  @Test
  void aLineAfterTheEndIsDroppedAndCounted() throws Exception {
    sender.stop(Duration.ofSeconds(60));
    await().until(() -> !isAlive("throughline-collector"));
    say("late");
    assertThat(LogDelivery.dropped() - droppedBefore).isEqualTo(1);
  }

  private LineSender sender(Duration patience) {
    return new LineSender(
        new CollectorAddress("127.0.0.1", collector.getLocalPort()), null, heard, patience);
  }

  private int goAway() throws IOException {
    nobody.replace(collector);
    return nobody.number();
  }

  private void comeBack() throws IOException {
    int port = nobody.number();
    nobody.close();
    collector = listen(port);
  }

  private void say(String text) {
    sender.offer((text + "\n").getBytes(UTF_8));
  }

  private static SSLContext trusting(Path store) throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(store.toFile(), TlsPeers.PASSWORD.toCharArray()));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static BufferedReader reader(Socket connection) throws IOException {
    connection.setSoTimeout(60_000);
    return new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
  }

  private static boolean isAlive(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(name));
  }

  private static final class Heard implements LineSender.Listener {
    final BlockingQueue<String> away = new LinkedBlockingQueue<>();
    final BlockingQueue<Long> dropped = new LinkedBlockingQueue<>();
    volatile LongConsumer report = losses -> {};
    volatile boolean fails;

    @Override
    public void collectorIsAway(String address, String reason) {
      away.add(address + " " + reason);
      failIfSo();
    }

    @Override
    public void linesWereDropped(long count) {
      dropped.add(count);
      report.accept(count);
      failIfSo();
    }

    private void failIfSo() {
      if (fails) {
        throw new IllegalStateException("an appender's failure");
      }
    }
  }
}
