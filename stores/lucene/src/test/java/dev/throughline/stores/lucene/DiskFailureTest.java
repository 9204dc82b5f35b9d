package dev.throughline.stores.lucene;

import static dev.throughline.stores.lucene.Samples.NOON;
import static dev.throughline.stores.lucene.Samples.batch;
import static dev.throughline.stores.lucene.Samples.ids;
import static dev.throughline.stores.lucene.Samples.log;
import static dev.throughline.stores.lucene.Samples.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.WriteResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a failing disk took is called durable, and the store mends itself. */
class DiskFailureTest {
  private static final Handle ALICE = new Handle.User(UserRef.userId("alice"));

  @TempDir Path dir;
  private final FailingDisk disk = new FailingDisk();
  private LuceneStore store;

  @BeforeEach
  void open() throws IOException {
    LuceneOptions options = Samples.FOR_EVER.withCommitEvery(Duration.ofDays(1));
    store =
        LuceneStore.open(dir, new RecordCodec(), options.withClock(new MovableClock(NOON)), disk);
    store.write(batch(1, log("a", NOON)));
    store.commit();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_disk_that_is_full_in_the_middle_of_a_batch_pauses_the_store_until_it_is_not() {
    store.write(batch(2, log("b", NOON)));
    disk.full = true;
    assertThat(store.write(batch(3, many("c")))).isInstanceOf(WriteResult.Pause.class);
    assertThat(store.obstacle()).contains("No space left on device");
    assertThat(store.durableThrough()).isEqualTo(1);
    mendAndDeliverAgain();
  }

  @Test
  void a_commit_that_fails_makes_nothing_durable() {
    store.write(batch(2, log("b", NOON)));
    disk.unsyncable = true;
    assertThatThrownBy(store::commit).isInstanceOf(IOException.class);
    assertThat(store.durableThrough()).isEqualTo(1);
  }

  @Test
  void a_partition_that_lucene_gave_up_holds_back_what_others_could_save() {
    store.write(batch(2, log("b", NOON)));
    disk.full = true;
    assertThat(store.write(batch(3, many("c")))).isInstanceOf(WriteResult.Pause.class);
    disk.full = false;
    // What is left of the store knows nothing unsaved any more; that is no reason to call it saved.
    assertThatThrownBy(store::commit).isInstanceOf(IOException.class);
    assertThat(store.durableThrough()).isEqualTo(1);
    mendAndDeliverAgain();
  }

  private void mendAndDeliverAgain() {
    disk.full = false;
    disk.unsyncable = false;
    assertThatThrownBy(() -> store.write(batch(3, many("c"))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("deliver again what comes after sequence 1");
    assertThat(store.obstacle()).isNull();
    assertThat(ids(read(store, ALICE))).containsExactly("a");
    store.write(batch(2, log("b", NOON)));
    store.write(batch(3, many("c")));
    assertThat(read(store, ALICE)).hasSize(2 + many("c").length);
  }

  /** More than is remembered between two looks at the index, so that there is a flush. */
  private static Signal[] many(String prefix) {
    List<Signal> many = new ArrayList<>();
    for (int i = 0; i < 50_001; i++) {
      many.add(log(prefix + i, NOON));
    }
    return many.toArray(Signal[]::new);
  }
}
