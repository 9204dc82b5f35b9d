package dev.throughline.collector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A collector that loses its power at any moment, again and again, and a judge who keeps books. */
class PowerLossTest {
  private static final int SEEDS = Integer.getInteger("throughline.seeds", 1000);

  /** What the world outside knows: what was acknowledged, and what the store said it has. */
  private static final class Books {
    final Map<Long, List<String>> acknowledged = new LinkedHashMap<>();
    final Set<String> stored = new HashSet<>();
  }

  @Test
  void nothingAcknowledgedIsEverLost() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Books books = new Books();
      CrashableDisk disk = new CrashableDisk();
      int crashes = 1 + random.nextInt(4);
      for (int crash = 0; crash < crashes; crash++) {
        disk.failPowerAfter(random.nextInt(120));
        live(disk, books, random, seed + "." + crash);
        disk = disk.afterPowerLoss(random);
      }
      judge(disk, books, seed);
    }
  }

  private static void live(CrashableDisk disk, Books books, Random random, String name)
      throws IOException {
    try (SegmentLog log = QueueFixture.open(disk);
        SegmentReader reader = log.reader()) {
      for (int step = 0; ; step++) {
        Map<Long, List<String>> group = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
          List<byte[]> records = QueueFixture.randomRecords(name + "." + step + "." + i, random);
          long sequence = log.append(records);
          group.put(sequence, records.stream().map(String::new).toList());
          if (books.acknowledged.containsKey(sequence)) {
            throw new AssertionError(sequence + " was acknowledged and is given a second time");
          }
        }
        log.force();
        books.acknowledged.putAll(group);
        if (random.nextInt(3) == 0) {
          store(log, reader, books, random.nextInt(20));
        }
      }
    } catch (CrashableDisk.PowerLost expected) {
      // The next life begins from what the disk kept.
    }
  }

  private static void store(SegmentLog log, SegmentReader reader, Books books, int frames)
      throws IOException {
    long through = -1;
    for (int i = 0; i < frames; i++) {
      Frame frame = reader.next();
      if (frame == null) {
        break;
      }
      books.stored.addAll(QueueFixture.texts(frame));
      through = frame.sequence();
    }
    log.done(through);
  }

  private static void judge(CrashableDisk disk, Books books, int seed) throws IOException {
    try (SegmentLog log = QueueFixture.open(disk)) {
      books.stored.addAll(QueueFixture.drainTexts(log));
    }
    List<String> acknowledged = books.acknowledged.values().stream().flatMap(List::stream).toList();
    assertThat(books.stored).describedAs("seed %d", seed).containsAll(acknowledged);
  }
}
