package dev.throughline.collector.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.collector.queue.Shelf.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShelfTest {
  private static final int SEEDS = Integer.getInteger("throughline.seeds", 1000);
  private static final Path FOLDER = Path.of("/shelf");
  private static final long SEGMENT_BYTES = 2048;
  private static final long RESERVE_BYTES = 1024;

  private static Shelf<String> open(Disk disk) throws IOException {
    return Shelf.open(disk, FOLDER, SEGMENT_BYTES, RESERVE_BYTES, 4, ShelfTest::text);
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  private static String text(List<byte[]> content) {
    return new String(content.getFirst(), StandardCharsets.UTF_8);
  }

  private static Item item(int key, String text) {
    return new Item(key(key), List.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Everything in it, by what it says of itself and by what can be read. */
  private static Map<Integer, String> content(Shelf<String> shelf) throws IOException {
    Map<Integer, String> content = new TreeMap<>();
    List<byte[]> keys = shelf.keys(null, Integer.MAX_VALUE);
    for (Item item : shelf.read(keys)) {
      assertThat(shelf.summary(item.key())).isEqualTo(text(item.content()));
      content.put(ByteBuffer.wrap(item.key()).getInt(), text(item.content()));
    }
    assertThat(content).hasSize(keys.size()).hasSize(shelf.count());
    return content;
  }

  @Test
  void whatIsPutIsThereUntilItIsRemovedOrReplaced() throws IOException {
    CrashableDisk disk = new CrashableDisk();
    try (Shelf<String> shelf = open(disk)) {
      shelf.put(List.of(item(1, "one"), item(2, "two"), item(300, "three hundred")));
      shelf.put(List.of(item(2, "zwei")));
      shelf.remove(List.of(key(1), key(77)));
      assertThat(content(shelf)).isEqualTo(Map.of(2, "zwei", 300, "three hundred"));
    }
    try (Shelf<String> again = open(disk.copy())) {
      assertThat(content(again)).isEqualTo(Map.of(2, "zwei", 300, "three hundred"));
    }
  }

  @Test
  void keysComeInOrderPageByPage() throws IOException {
    try (Shelf<String> shelf = open(new CrashableDisk())) {
      for (int key : new int[] {300, 200, 5, 70_000}) {
        shelf.put(List.of(item(key, "x")));
      }
      assertThat(shelf.keys(null, 2)).containsExactly(key(5), key(200));
      assertThat(shelf.keys(key(200), 2)).containsExactly(key(300), key(70_000));
    }
  }

  @Test
  void theFolderDoesNotGrowWithWhatIsGone() throws IOException {
    CrashableDisk disk = new CrashableDisk();
    try (Shelf<String> shelf = open(disk)) {
      shelf.put(List.of(item(0, "stays")));
      for (int i = 1; i < 1000; i++) {
        shelf.put(List.of(item(i, "x".repeat(100)), item(0, "stays " + i)));
        shelf.remove(List.of(key(i)));
        assertThat(shelf.bytesOnDisk()).isLessThan(shelf.bytes() * 2 + 4 * SEGMENT_BYTES);
      }
      assertThat(content(shelf)).isEqualTo(Map.of(0, "stays 999"));
    }
  }

  @Test
  void somethingCanBeRemovedFromAFullDisk() throws IOException {
    CrashableDisk disk = new CrashableDisk();
    disk.usable(100_000);
    try (Shelf<String> shelf = open(disk)) {
      shelf.put(List.of(item(1, "x".repeat(50_000)), item(2, "kept")));
      disk.usable(0);
      assertThatThrownBy(() -> shelf.put(List.of(item(3, "no")))).isInstanceOf(IOException.class);
      shelf.remove(List.of(key(1)));
      assertThat(content(shelf)).isEqualTo(Map.of(2, "kept"));
      shelf.put(List.of(item(3, "room again")));
    }
    try (Shelf<String> again = open(disk.copy())) {
      assertThat(content(again)).isEqualTo(Map.of(2, "kept", 3, "room again"));
    }
  }

  @Test
  void damageCostsWhatItHitAndNothingElse() throws IOException {
    CrashableDisk disk = new CrashableDisk();
    try (Shelf<String> shelf = open(disk)) {
      shelf.put(List.of(item(1, "one"), item(2, "two"), item(3, "three")));
    }
    Path segment =
        disk.files().stream().filter(f -> f.toString().endsWith(".log")).findFirst().orElseThrow();
    byte[] bytes = disk.bytes(segment);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("two")]++;
    try (Shelf<String> again = open(disk)) {
      assertThat(content(again)).isEqualTo(Map.of(1, "one", 3, "three"));
    }
  }

  /** A shelf that loses its power at any moment, again and again, and a judge who keeps books. */
  @Test
  void whatWasPutOrRemovedSurvivesAPowerLossAtEveryStep() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Books books = new Books();
      CrashableDisk disk = new CrashableDisk();
      for (int crash = 0; crash < 4; crash++) {
        disk.failPowerAfter(random.nextInt(400));
        live(disk, books, random);
        disk = disk.afterPowerLoss(random);
        try (Shelf<String> shelf = open(disk)) {
          books.judge(content(shelf), "seed " + seed + ", crash " + crash);
        }
      }
    }
  }

  /** What was confirmed, and what may or may not have come to pass when the power went. */
  private static final class Books {
    private final Map<Integer, String> confirmed = new TreeMap<>();
    private int key = -1;
    private String text = "";

    void judge(Map<Integer, String> found, String when) {
      Map<Integer, String> after = new TreeMap<>(confirmed);
      if (text.isEmpty()) {
        after.remove(key);
      } else {
        after.put(key, text);
      }
      assertThat(found).describedAs(when).isIn(confirmed, after);
      confirmed.clear();
      confirmed.putAll(found);
      begin(-1, "");
    }

    void begin(int changedKey, String changedText) {
      key = changedKey;
      text = changedText;
    }

    void confirm() {
      if (text.isEmpty()) {
        confirmed.remove(key);
      } else {
        confirmed.put(key, text);
      }
    }
  }

  private static void live(CrashableDisk disk, Books books, Random random) throws IOException {
    try (Shelf<String> shelf = open(disk)) {
      while (true) {
        int key = random.nextInt(12);
        if (random.nextInt(3) == 0) {
          books.begin(key, "");
          shelf.remove(List.of(key(key)));
        } else {
          String text = random.nextInt() + "x".repeat(random.nextInt(600));
          books.begin(key, text);
          shelf.put(List.of(item(key, text)));
        }
        books.confirm();
      }
    } catch (CrashableDisk.PowerLost expected) {
      // The next life begins from what the disk kept.
    }
  }
}
