package dev.throughline.collector.intake;

import dev.throughline.collector.intake.IntakeCounters.Drop;
import dev.throughline.collector.intake.MemoryBudget.Lease;
import dev.throughline.collector.queue.Receipt;
import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.DecodeResult.Malformed;
import dev.throughline.formats.Intake;
import dev.throughline.formats.JsonLineDecoder;
import dev.throughline.formats.Ordinals;
import dev.throughline.journey.model.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sender's connection. Lines that came together go into the queue together, and nothing more is
 * read until they are on disk: a full queue slows the sender down, it costs no line. There is no
 * answer, so what is still in the sockets' buffers when either side dies is lost.
 */
final class LineConnection {
  static final int MAX_LINE_BYTES = 1024 * 1024;

  private static final Logger log = LoggerFactory.getLogger(LineConnection.class);
  private static final String PROTOCOL = "tcp/lines";
  private static final int READ_BYTES = 64 * 1024;
  private static final int MOST_TOGETHER = 5_000;
  private static final int ORDINALS = 10_000;
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration UNFINISHED = Duration.ofSeconds(30);
  private static final Pattern HTTP = Pattern.compile("[A-Z]+ \\S+ HTTP/1\\.[01]\\r?");

  private final Socket socket;
  private final FrontDoor door;
  private final IntakeCounters counters;
  private final Lease lease;
  private final Clock clock;
  private final CountDownLatch closing;
  private final JsonLineDecoder decoder = new JsonLineDecoder();
  private final Ordinals ordinals = Ordinals.recent(ORDINALS);
  private final LineSplitter splitter = new LineSplitter(MAX_LINE_BYTES);
  private final List<Signal> together = new ArrayList<>();
  private final Backoff backoff = new Backoff();
  private int leased;
  private boolean first = true;
  private boolean foreign;

  /**
   * @param closing at zero when the collector ends: nobody waits for a full queue any more
   */
  LineConnection(
      Socket socket,
      FrontDoor door,
      IntakeCounters counters,
      Lease lease,
      Clock clock,
      CountDownLatch closing) {
    this.socket = socket;
    this.door = door;
    this.counters = counters;
    this.lease = lease;
    this.clock = clock;
    this.closing = closing;
  }

  /** Reads until the sender ends, misbehaves or is silent for too long. */
  void run() throws InterruptedException {
    try (socket;
        lease) {
      read(socket.getInputStream());
    } catch (SocketTimeoutException e) {
      log.debug("closing {}: silent for too long", socket.getRemoteSocketAddress());
    } catch (IOException e) {
      log.debug("connection of {} broke: {}", socket.getRemoteSocketAddress(), e.getMessage());
    } finally {
      finish();
    }
  }

  private void read(InputStream in) throws IOException, InterruptedException {
    byte[] bytes = new byte[READ_BYTES];
    for (int count = next(in, bytes); count >= 0; count = next(in, bytes)) {
      splitter.feed(bytes, count, this::line);
      if (foreign) {
        return;
      }
      counters.dropped(Drop.TOO_LONG, splitter.takeDiscarded());
      charge();
      if (in.available() == 0 || together.size() >= MOST_TOGETHER) {
        admit();
      }
    }
  }

  private int next(InputStream in, byte[] bytes) throws IOException {
    Duration patience = splitter.begunBytes() == 0 ? IDLE : UNFINISHED;
    socket.setSoTimeout((int) patience.toMillis());
    return in.read(bytes);
  }

  /** A line that grows is memory that others cannot have. */
  private void charge() {
    int wanted = splitter.begunBytes() - leased;
    if (wanted > 0 && lease.take(wanted)) {
      leased += wanted;
    } else if (wanted > 0) {
      splitter.discardLine();
      splitter.takeDiscarded();
      counters.dropped(Drop.NO_ROOM, 1);
    }
    if (splitter.begunBytes() == 0) {
      lease.close();
      leased = 0;
    }
  }

  private void line(byte[] line) {
    if (first && isHttp(line)) {
      // A web page can make a browser post to any port; its headers give it away.
      foreign = true;
      log.warn("{} speaks HTTP to the port for lines", socket.getRemoteSocketAddress());
    }
    first = false;
    if (!foreign) {
      decode(line, Drop.UNREADABLE);
    }
  }

  private static boolean isHttp(byte[] line) {
    return line.length < 8192
        && HTTP.matcher(new String(line, StandardCharsets.ISO_8859_1)).matches();
  }

  private void decode(byte[] line, Drop otherwise) {
    switch (decoder.line(line, new Intake(clock.instant(), PROTOCOL), ordinals)) {
      case Decoded decoded -> {
        together.addAll(decoded.signals());
        counters.refused(PROTOCOL, decoded.refused().size());
      }
      case Malformed(String reason) -> {
        counters.dropped(otherwise, 1);
        log.debug("a line of {} is dropped: {}", socket.getRemoteSocketAddress(), reason);
      }
    }
  }

  /** Returns when the lines are on disk, however long that takes, unless the collector ends. */
  private void admit() throws InterruptedException {
    if (together.isEmpty()) {
      return;
    }
    List<Signal> signals = List.copyOf(together);
    together.clear();
    while (door.admit(signals).join() instanceof Receipt.Refused refused) {
      if (refused.reason() == Receipt.Reason.CLOSED
          || closing.await(backoff.next().toNanos(), TimeUnit.NANOSECONDS)) {
        counters.dropped(Drop.CUT_SHORT, signals.size());
        log.warn("ending without {} lines that were read: {}", signals.size(), refused.why());
        return;
      }
    }
    backoff.reset();
    counters.accepted(PROTOCOL, signals.size());
  }

  private void finish() throws InterruptedException {
    byte[] rest = splitter.rest();
    if (rest.length > 0 && !foreign) {
      decode(rest, Drop.CUT_SHORT);
    }
    admit();
  }
}
