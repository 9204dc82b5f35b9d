package dev.throughline.collector.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentLogTest {
  private final CrashableDisk disk = new CrashableDisk();

  @Test
  void nothingIsReadBeforeItIsForced() throws IOException {
    try (SegmentLog log = QueueFixture.open(disk);
        SegmentReader reader = log.reader()) {
      log.append(QueueFixture.records("a", "b"));
      assertThat(reader.next()).isNull();
      log.force();
      assertThat(reader.next())
          .isNotNull()
          .satisfies(frame -> assertThat(QueueFixture.texts(frame)).containsExactly("a", "b"));
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void whatIsDoneIsNotReadAgainAndItsSegmentsGo() throws IOException {
    try (SegmentLog log = QueueFixture.open(disk)) {
      for (int i = 0; i < 100; i++) {
        log.append(QueueFixture.records("record" + i + "x".repeat(300)));
      }
      log.force();
      long before = log.bytes();
      log.done(89);
      assertThat(log.bytes()).isLessThan(before / 4);
    }
    try (SegmentLog log = QueueFixture.open(disk)) {
      assertThat(QueueFixture.drain(log)).extracting(Frame::sequence).first().isEqualTo(90L);
      assertThat(log.nextSequence()).isEqualTo(100);
    }
  }

  @Test
  void aFailedForceSealsTheSegmentAndTheNextFrameGoesElsewhere() throws IOException {
    try (SegmentLog log = QueueFixture.open(disk)) {
      log.append(QueueFixture.records("kept"));
      log.force();
      log.append(QueueFixture.records("doubtful"));
      disk.failNextForce(new IOException("Input/output error"));
      assertThatThrownBy(log::force).hasMessage("Input/output error");
      log.append(QueueFixture.records("after"));
      log.force();
      assertThat(QueueFixture.drainTexts(log)).containsExactly("kept", "after");
    }
    assertThat(disk.files()).filteredOn(path -> path.toString().endsWith(".log")).hasSize(2);
  }

  @Test
  void aFullDiskLeavesNoLitterAndGoesOnWhenThereIsSpace() throws IOException {
    try (SegmentLog log = QueueFixture.open(disk)) {
      log.append(QueueFixture.records("kept"));
      log.force();
      for (int i = 0; i < 10; i++) {
        disk.usable(5);
        log.append(QueueFixture.records("lost"));
        assertThatThrownBy(log::force).hasMessage("No space left on device");
        disk.usable(20);
        assertThatThrownBy(() -> appendAndForce(log, "lost")).hasMessage("No space left on device");
        disk.usable(Long.MAX_VALUE);
        appendAndForce(log, "kept" + i);
      }
      assertThat(QueueFixture.drainTexts(log))
          .hasSize(11)
          .allSatisfy(text -> assertThat(text).startsWith("kept"));
    }
    assertThat(disk.files()).hasSize(11);
  }

  private static void appendAndForce(SegmentLog log, String text) throws IOException {
    log.append(QueueFixture.records(text));
    log.force();
  }

  @Test
  void theCursorIsOnDiskBeforeASegmentGoes() throws IOException {
    CrashableDisk written = new CrashableDisk();
    try (SegmentLog log = QueueFixture.open(written)) {
      for (int i = 0; i < 40; i++) {
        appendAndForce(log, "record" + i + "x".repeat(300));
      }
    }
    long steps = stepsOfDone(written.copy());
    for (int step = 0; step <= steps; step++) {
      CrashableDisk crashed = written.copy();
      crashed.failPowerAfter(step);
      try (SegmentLog log = QueueFixture.open(crashed)) {
        log.done(30);
      } catch (CrashableDisk.PowerLost expected) {
        // Read below.
      }
      try (SegmentLog log = QueueFixture.open(crashed.copy())) {
        List<Frame> frames = QueueFixture.drain(log);
        assertThat(frames).extracting(Frame::sequence).contains(31L, 39L);
        assertThat(log.isCursorRebuilt() ? frames.getFirst().sequence() : 0L).isZero();
      }
    }
  }

  private static long stepsOfDone(CrashableDisk disk) throws IOException {
    try (SegmentLog log = QueueFixture.open(disk)) {
      log.done(30);
    }
    return disk.operations();
  }
}
