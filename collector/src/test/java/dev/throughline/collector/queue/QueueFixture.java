package dev.throughline.collector.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small words for queue tests. */
final class QueueFixture {
  static final Path FOLDER = Path.of("/queue");
  static final long SEGMENT_BYTES = 4096;

  private QueueFixture() {}

  static SegmentLog open(Disk disk) throws IOException {
    return SegmentLog.open(disk, FOLDER, SEGMENT_BYTES, 0);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<byte[]> records(String... texts) {
    return List.of(texts).stream().map(QueueFixture::bytes).toList();
  }

  /** One to four records, each of its own content and length. */
  static List<byte[]> randomRecords(String name, Random random) {
    List<byte[]> records = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      records.add(bytes(name + "/" + i + "=" + "x".repeat(random.nextInt(700))));
    }
    return records;
  }

  static List<String> texts(Frame frame) {
    return frame.records().stream()
        .map(record -> new String(record.bytes(), StandardCharsets.UTF_8))
        .toList();
  }

  /** Everything that can be read from the first frame that is not done. */
  static List<Frame> drain(SegmentLog log) throws IOException {
    List<Frame> frames = new ArrayList<>();
    try (SegmentReader reader = log.reader()) {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        frames.add(frame);
      }
    }
    return frames;
  }

  static List<String> drainTexts(SegmentLog log) throws IOException {
    return drain(log).stream().flatMap(frame -> texts(frame).stream()).toList();
  }
}
