package dev.throughline.collector.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.collector.queue.Receipt.Durable;
import dev.throughline.collector.queue.Receipt.Reason;
import dev.throughline.collector.queue.Receipt.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DurableQueueTest {
  private static final QueueOptions SMALL = new QueueOptions(64 * 1024, 1 << 20, 1 << 16, 0, 0);

  @TempDir Path folder;

  @Test
  void everyAcknowledgedFrameComesOutOnceInOrder() throws IOException {
    ConcurrentHashMap<Long, String> acknowledged = new ConcurrentHashMap<>();
    try (DurableQueue queue = DurableQueue.open(folder, SMALL, 0)) {
      try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 500; i++) {
          String text = "request " + i;
          senders.execute(
              () -> {
                Receipt receipt = queue.append(QueueFixture.records(text, "second")).join();
                acknowledged.put(((Durable) receipt).sequence(), text);
              });
        }
      }
      assertThat(queue.stats().forces()).isBetween(1L, 500L);
      assertThat(queue.stats().frames()).isEqualTo(500);
    }
    try (DurableQueue queue = DurableQueue.open(folder, SMALL, 0)) {
      long sequence = 0;
      for (Frame frame = queue.poll(); frame != null; frame = queue.poll()) {
        assertThat(frame.sequence()).isEqualTo(sequence++);
        assertThat(QueueFixture.texts(frame))
            .containsExactly(acknowledged.get(frame.sequence()), "second");
      }
      assertThat(sequence).isEqualTo(500);
      queue.done(499);
      assertThat(queue.stats().frames()).isZero();
    }
  }

  @Test
  void aFullQueueRefusesUntilSomethingIsDone() throws IOException {
    List<byte[]> big = List.of(new byte[60 * 1024]);
    try (DurableQueue queue = DurableQueue.open(folder, SMALL.withMaxBytes(200_000), 0)) {
      Receipt receipt = queue.append(big).join();
      while (receipt instanceof Durable) {
        receipt = queue.append(big).join();
      }
      assertThat(receipt)
          .isEqualTo(new Refused(Reason.FULL, "the queue holds its 200000 bytes on disk"));
      queue.done(2);
      assertThat(queue.append(big).join()).isInstanceOf(Durable.class);
    }
  }

  @Test
  void moreThanMayWaitIsRefusedAtOnce() throws IOException {
    try (DurableQueue queue = DurableQueue.open(folder, SMALL.withMaxBytes(Long.MAX_VALUE), 0)) {
      List<Receipt> refused = new ArrayList<>();
      List<byte[]> records = List.of(new byte[50 * 1024]);
      while (refused.isEmpty()) {
        queue.append(records);
        Receipt now = queue.append(records).getNow(new Durable(0));
        if (now instanceof Refused) {
          refused.add(now);
        }
      }
      assertThat(refused).first().extracting("reason").isEqualTo(Reason.BUSY);
    }
  }

  @Test
  void aDiskWithTooLittleSpaceRefusesAndGivesUpItsReserve() throws IOException {
    CrashableDisk disk = new CrashableDisk();
    QueueOptions options = new QueueOptions(64 * 1024, 1 << 20, 1 << 16, 1000, 5000);
    disk.usable(100_000);
    try (DurableQueue queue = DurableQueue.open(disk, QueueFixture.FOLDER, options, 0)) {
      Path reserve = QueueFixture.FOLDER.resolve(Reserve.NAME);
      assertThat(disk.isFile(reserve)).isTrue();
      disk.usable(999);
      assertThat(queue.append(QueueFixture.records("a")).join())
          .isEqualTo(new Refused(Reason.FULL, "the disk has 999 bytes left, needs 1000"));
      disk.usable(1010);
      assertThat(queue.append(QueueFixture.records("b".repeat(2000))).join())
          .extracting("reason")
          .isEqualTo(Reason.FAILED);
      assertThat(disk.isFile(reserve)).isFalse();
      disk.usable(100_000);
      Receipt receipt = queue.append(QueueFixture.records("c")).join();
      queue.done(((Durable) receipt).sequence());
      assertThat(disk.isFile(reserve)).isTrue();
    }
  }

  @Test
  void aFailedForceRefusesItsRequestsAndTheNextSucceeds() throws IOException {
    CrashableDisk disk = new CrashableDisk();
    try (DurableQueue queue = DurableQueue.open(disk, QueueFixture.FOLDER, SMALL, 0)) {
      assertThat(queue.append(QueueFixture.records("a")).join()).isInstanceOf(Durable.class);
      disk.failNextForce(new IOException("Input/output error"));
      assertThat(queue.append(QueueFixture.records("b")).join())
          .isEqualTo(new Refused(Reason.FAILED, "the queue could not be written to disk"));
      assertThat(queue.append(QueueFixture.records("c")).join()).isInstanceOf(Durable.class);
      assertThat(queue.stats().failures()).isEqualTo(1);
    }
  }

  @Test
  void aClosedQueueRefuses() throws IOException {
    DurableQueue queue = DurableQueue.open(folder, SMALL, 0);
    queue.close();
    assertThat(queue.append(QueueFixture.records("late")).join())
        .isEqualTo(new Refused(Reason.CLOSED, "the queue is closed"));
  }

  @Test
  void aFolderHasOneHolder() throws IOException {
    Files.createDirectories(folder);
    try (DirectoryLock held = DirectoryLock.acquire(folder)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> DirectoryLock.acquire(folder))
          .isInstanceOf(IOException.class)
          .hasMessage(folder + " is locked by pid " + ProcessHandle.current().pid());
    }
    DirectoryLock.acquire(folder).close();
  }
}
