package dev.throughline.collector.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that were cut, flipped, emptied, removed or never ours. */
class DamageTest {
  private final CrashableDisk disk = new CrashableDisk();
  private final List<List<String>> frames = new ArrayList<>();

  @BeforeEach
  void writeSomeSegments() throws IOException {
    Random random = new Random(1);
    try (SegmentLog log = QueueFixture.open(disk)) {
      for (int i = 0; i < 40; i++) {
        List<byte[]> records = QueueFixture.randomRecords("frame" + i, random);
        log.append(records);
        log.force();
        frames.add(records.stream().map(String::new).toList());
      }
    }
    assertThat(segments()).hasSizeGreaterThan(3);
  }

  private List<Path> segments() {
    return disk.files().stream().filter(path -> path.toString().endsWith(".log")).toList();
  }

  private List<String> all() {
    return frames.stream().flatMap(List::stream).toList();
  }

  private static List<String> read(CrashableDisk disk) throws IOException {
    try (SegmentLog log = QueueFixture.open(disk)) {
      return QueueFixture.drainTexts(log);
    }
  }

  @Test
  void whatIsWholeIsReadWhole() throws IOException {
    assertThat(read(disk)).isEqualTo(all());
  }

  @Test
  void aSegmentCutAtAnyByteLosesTheCutFrameAndNoOther() throws IOException {
    Path newest = segments().getLast();
    byte[] whole = disk.bytes(newest);
    List<String> expected = all();
    for (int cut = whole.length; cut >= SegmentFormat.HEADER_BYTES; cut--) {
      CrashableDisk torn = disk.copy();
      torn.put(newest, Arrays.copyOf(whole, cut));
      List<String> read = read(torn);
      assertThat(expected).startsWith(read.toArray(String[]::new));
      assertThat(read).describedAs("cut at %d", cut).isEqualTo(wholeFrames(read.size()));
    }
  }

  /** The first frames that have this many records together. */
  private List<String> wholeFrames(int records) {
    List<String> texts = new ArrayList<>();
    for (List<String> frame : frames) {
      if (texts.size() < records) {
        texts.addAll(frame);
      }
    }
    return texts;
  }

  @Test
  void aFlippedBitCostsAtMostTheRecordItHit() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      CrashableDisk flipped = disk.copy();
      Path segment = segments().get(random.nextInt(segments().size()));
      byte[] bytes = flipped.bytes(segment).clone();
      int at = random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      flipped.put(segment, bytes);
      try (SegmentLog log = QueueFixture.open(flipped)) {
        List<String> read = QueueFixture.drainTexts(log);
        List<String> missing = new ArrayList<>(all());
        read.forEach(text -> assertThat(missing.remove(text)).isTrue());
        if (at < SegmentFormat.HEADER_BYTES) {
          assertThat(missing).isEmpty();
        } else {
          assertThat(missing).describedAs("%s at %d", segment, at).hasSize(1);
          assertThat(log.quarantinedBytes())
              .isEqualTo(Entry.HEADER_BYTES + missing.getFirst().length());
          assertThat(flipped.files()).anyMatch(path -> path.toString().contains("quarantine"));
        }
      }
    }
  }

  @Test
  void aMissingOrEmptySegmentCostsItsOwnFrames() throws IOException {
    for (Path segment : segments()) {
      CrashableDisk without = disk.copy();
      without.remove(segment);
      CrashableDisk emptied = disk.copy();
      emptied.put(segment, new byte[0]);
      List<String> read = read(without);
      assertThat(read).isEqualTo(read(emptied)).isNotEmpty();
      assertThat(all()).containsSubsequence(read);
    }
  }

  @Test
  void aMissingOrDamagedCursorMeansReadingAgain() throws IOException {
    try (SegmentLog log = QueueFixture.open(disk)) {
      log.done(20);
    }
    Path cursor = QueueFixture.FOLDER.resolve(Cursor.NAME);
    for (byte[] content : List.of(new byte[0], new byte[20], new byte[4000])) {
      CrashableDisk damaged = disk.copy();
      damaged.put(cursor, content);
      try (SegmentLog log = QueueFixture.open(damaged)) {
        assertThat(log.isCursorRebuilt()).isTrue();
        assertThat(QueueFixture.drain(log)).last().extracting(Frame::sequence).isEqualTo(39L);
      }
    }
  }

  @Test
  void newFramesGetNewSequencesWhateverWasLost() throws IOException {
    segments().forEach(disk::remove);
    try (SegmentLog log = SegmentLog.open(disk, QueueFixture.FOLDER, 4096, 1000)) {
      assertThat(log.append(QueueFixture.records("new"))).isEqualTo(1000);
    }
  }

  @Test
  void garbageIsLeftAloneOrSetAside() throws IOException {
    byte[] garbage = new byte[1024 * 1024];
    new Random(3).nextBytes(garbage);
    Path stranger = QueueFixture.FOLDER.resolve("notes.txt");
    Path pretender = QueueFixture.FOLDER.resolve(SegmentFormat.name(2000));
    Path tooBig = QueueFixture.FOLDER.resolve("seg-99999999999999999999.log");
    disk.put(stranger, garbage);
    disk.put(tooBig, garbage);
    disk.put(pretender, garbage);
    try (SegmentLog log = QueueFixture.open(disk)) {
      assertThat(QueueFixture.drainTexts(log)).isEqualTo(all());
      assertThat(log.quarantinedBytes()).isEqualTo(garbage.length - SegmentFormat.HEADER_BYTES);
      assertThat(log.append(QueueFixture.records("after"))).isEqualTo(2001);
    }
    assertThat(disk.bytes(stranger)).isEqualTo(garbage);
    assertThat(disk.bytes(tooBig)).isEqualTo(garbage);
  }

  @Test
  void aNewerFormatIsRefusedByName() {
    Path newer = QueueFixture.FOLDER.resolve(SegmentFormat.name(5000));
    disk.put(newer, SegmentFormat.header(99).array());
    assertThatThrownBy(() -> QueueFixture.open(disk))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(newer.toString())
        .hasMessageContaining("format 99, expected 1");
    assertThat(disk.files()).contains(newer);
  }
}
