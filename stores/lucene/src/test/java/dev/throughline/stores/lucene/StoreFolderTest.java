package dev.throughline.stores.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Bucket;
import dev.throughline.journey.store.Handle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFolderTest {
  @TempDir Path dir;

  private LuceneStore open() throws IOException {
    return LuceneStore.open(dir, new RecordCodec(), Samples.FOR_EVER);
  }

  @Test
  void a_second_writer_is_refused_and_the_first_goes_on() throws IOException {
    try (LuceneStore first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreRefused.class)
          .hasMessageContaining("being written by another collector")
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
      first.write(Samples.batch(1, Samples.log("a", Samples.NOON)));
      assertThat(Samples.read(first, user())).hasSize(1);
    }
    open().close();
  }

  @Test
  void a_folder_with_foreign_files_is_refused_and_untouched() throws IOException {
    Files.writeString(dir.resolve("holiday.jpg"), "x");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("holds holiday.jpg but no file throughline.store");
    assertThat(names()).containsExactly("holiday.jpg");
  }

  @Test
  void a_newer_version_is_refused_by_number_for_writing_and_reading() throws IOException {
    Files.writeString(dir.resolve(StoreFolder.MARKER), "throughline lucene store, version 2\n");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("version 2; this program knows up to 1");
    assertThatThrownBy(() -> LuceneReader.open(dir, new RecordCodec()))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("version 2");
    assertThat(names()).containsExactly(StoreFolder.MARKER);
  }

  @Test
  void a_marker_of_garbage_is_refused() throws IOException {
    Files.write(dir.resolve(StoreFolder.MARKER), new byte[] {0, (byte) 0xff, 7});
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void a_partition_without_a_readable_commit_is_refused_by_name_and_kept() throws IOException {
    open().close();
    Path partition = Files.createDirectory(dir.resolve("2026-11-22"));
    Files.writeString(partition.resolve("_0.cfs"), "data of somebody");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("2026-11-22 cannot be read as an index");
    assertThat(partition.resolve("_0.cfs")).hasContent("data of somebody");
  }

  @Test
  void a_partition_with_a_torn_commit_is_refused_by_name() throws IOException {
    try (LuceneStore store = open()) {
      store.write(Samples.batch(1, Samples.log("a", Samples.NOON)));
    }
    Path commit;
    try (Stream<Path> files = Files.list(dir.resolve("2026-11-22"))) {
      commit =
          files
              .filter(f -> f.getFileName().toString().startsWith("segments_"))
              .findFirst()
              .orElseThrow();
    }
    Files.write(commit, new byte[] {1, 2, 3});
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("2026-11-22 cannot be read as an index");
    assertThat(commit).hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void what_a_crash_left_of_a_removal_is_removed_and_other_names_are_left_alone()
      throws IOException {
    open().close();
    Files.createDirectory(dir.resolve("2026-01-01.dropped"));
    Files.writeString(dir.resolve("2026-01-01.dropped").resolve("_0.cfs"), "x");
    Files.createDirectory(dir.resolve("notes.dropped"));
    open().close();
    assertThat(names()).containsExactly("notes.dropped", StoreFolder.MARKER, StoreFolder.LOCK);
  }

  @Test
  void a_partition_whose_first_commit_never_came_is_empty() throws IOException {
    open().close();
    Files.createDirectory(dir.resolve("2026-11-22"));
    Files.createFile(dir.resolve("2026-11-22").resolve("write.lock"));
    try (LuceneReader reader = LuceneReader.open(dir, new RecordCodec());
        LuceneStore store = open()) {
      assertThat(Samples.read(reader, user())).isEmpty();
      store.write(Samples.batch(1, Samples.log("a", Samples.NOON)));
      assertThat(Samples.read(store, user())).hasSize(1);
    }
  }

  @Test
  void buckets_are_listed_in_order() throws IOException {
    open().close();
    for (String name : List.of("old", "2026-11-22", "2026-02-01", "2026-13-01", "x")) {
      Files.createDirectory(dir.resolve(name));
    }
    try (StoreFolder folder = StoreFolder.forReading(dir)) {
      assertThat(folder.buckets())
          .extracting(Bucket::toString)
          .containsExactly("2026-02-01", "2026-11-22", "old");
    }
  }

  private static Handle user() {
    return new Handle.User(UserRef.userId("alice"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
