package dev.throughline.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.cli.source.FileRecords.Room;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory.UserPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that fits the heap and one that does not are the same to whoever asks. */
class FileSourceTest {
  private static final int LINES = 2_500;
  private static final String ALICE = "alice";

  @TempDir Path folder;
  @TempDir Path temporary;
  private Path file;

  @BeforeEach
  void writeLines() throws IOException {
    file = folder.resolve("shop.json");
    Instant start = Instant.parse("2026-11-22T10:00:00Z");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      lines.add(
          "{\"@timestamp\":\"%s\",\"message\":\"line %d\",\"service.name\":\"shop\",\"user_id\":\"%s\"}"
              .formatted(start.plusMillis(i / 2), i / 2, i % 10 < 4 ? ALICE : "bob"));
    }
    lines.add("not a record");
    Files.write(file, lines);
  }

  @Test
  void whatDoesNotFitTheHeapIsReadFromDisk() throws IOException {
    try (Answers heap = answers(Long.MAX_VALUE);
        Answers disk = answers(10_000)) {
      assertThat(filesIn(temporary)).as("only one of them is on disk").hasSize(1);
      assertThat(disk.of(ALICE)).hasSize(1_000).containsExactlyInAnyOrderElementsOf(heap.of(ALICE));
      assertThat(disk.of("nobody")).isEmpty();
      assertThat(disk.source().reader().name()).isEqualTo(heap.source().reader().name());
      assertThat(disk.source().remark()).isEqualTo(heap.source().remark()).contains("1 of 2501");
      assertThat(disk.users()).isEqualTo(heap.users());
    }
    assertThat(filesIn(temporary)).as("and nothing is left there").isEmpty();
  }

  @Test
  void aFileThatEndsInTroubleLeavesNothingOnDisk() throws IOException {
    Path broken = folder.resolve("shop.json.gz");
    Files.write(broken, new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});
    OpenSource source =
        new FileSource(Clock.systemUTC(), new Room(10_000, temporary))
            .files("file:*", folder + "/shop.json*");
    assertThat(source.reader().read(query(ALICE), signal -> {}))
        .isInstanceOf(ReadResult.Failed.class);
    assertThat(filesIn(temporary)).isEmpty();
  }

  private Answers answers(long inMemory) {
    FileSource files = new FileSource(Clock.systemUTC(), new Room(inMemory, temporary));
    return new Answers(files.files("file:shop", file.toString()));
  }

  private static Query query(String user) {
    UserRef who = new UserRef(UserRef.Namespace.USER_ID, user);
    return Query.of(Set.of(new Handle.User(who)), TimeRange.ALL);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private record Answers(OpenSource source) implements AutoCloseable {
    List<Signal> of(String user) {
      List<Signal> found = new ArrayList<>();
      assertThat(source.reader().read(query(user), found::add))
          .isInstanceOf(ReadResult.Answered.class);
      return found;
    }

    UserPage users() {
      return Objects.requireNonNull(source.users()).users(TimeRange.ALL, 10);
    }

    @Override
    public void close() {
      source.reader().close();
    }
  }
}
