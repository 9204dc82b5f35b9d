package dev.throughline.collector.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.collector.Await;
import dev.throughline.collector.queue.DurableQueue;
import dev.throughline.collector.queue.QueueOptions;
import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.SignalCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LinePortTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger offers = new AtomicInteger();

  @Test
  @Timeout(300)
  void aSenderWhoWaitsForAFullQueueDoesNotHoldUpTheEnd(@TempDir Path data) throws IOException {
    QueueOptions oneFrame = QueueOptions.DEFAULT.withMinFreeBytes(0).withMaxBytes(1);
    try (DurableQueue queue = DurableQueue.open(data, oneFrame, 0)) {
      LinePort port = listen(queue);
      try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
        OutputStream out = sender.getOutputStream();
        out.write("{\"message\":\"one\"}\n".getBytes(UTF_8));
        Await.until(() -> queue.stats().frames() == 1);
        out.write("{\"message\":\"two\"}\n".getBytes(UTF_8));
        // One was taken, two refused and tried again.
        Await.until(() -> offers.get() >= 3);
        port.close();
      }
      assertThat(queue.stats().frames()).isEqualTo(1);
      assertThat(port.connections()).isZero();
    }
    assertThat(
            meters
                .get("throughline.intake.lines.dropped")
                .tag("reason", "cut_short")
                .counter()
                .count())
        .isEqualTo(1);
  }

  private LinePort listen(DurableQueue queue) throws IOException {
    return new LinePort(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new FrontDoor(queue, new CountingCodec()),
        new MemoryBudget(1 << 20),
        new IntakeCounters(meters),
        Clock.systemUTC());
  }

  /** Tells how often a frame was offered to the queue. */
  private final class CountingCodec implements SignalCodec {
    private final RecordCodec codec = new RecordCodec();

    @Override
    public byte[] encode(Signal signal) {
      offers.incrementAndGet();
      return codec.encode(signal);
    }

    @Override
    public Signal decode(byte[] bytes) {
      return codec.decode(bytes);
    }
  }
}
