package dev.throughline.stores.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Handle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSearchTest {
  private static final String[] PIECES = {
    "card",
    "Card",
    "CARDINAL",
    "discard",
    "ß",
    "İ",
    "Σ",
    "ς",
    " ",
    " ",
    "-",
    "=",
    "4711",
    "\"",
    "*",
    "日本語",
    "😀",
    "\u0000",
    "\n",
    "é",
    "e\u0301",
    "x".repeat(130)
  };

  @TempDir Path dir;

  @Test
  void finds_exactly_what_the_handle_says_it_matches() throws IOException {
    Random random = new Random(20261122);
    List<Signal> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(Samples.says("r" + i, text(random, 8)));
    }
    try (LuceneStore store = LuceneStore.open(dir, new RecordCodec(), Samples.FOR_EVER)) {
      store.write(Samples.batch(1, all.toArray(Signal[]::new)));
      int hits = 0;
      for (int i = 0; i < 400; i++) {
        Handle.Text handle = new Handle.Text(text(random, 3));
        List<String> expected = Samples.ids(all.stream().filter(handle::matches).toList());
        assertThat(Samples.ids(Samples.read(store, handle)))
            .as("text <%s>", handle.words())
            .isEqualTo(expected);
        hits += expected.size();
      }
      assertThat(hits).isGreaterThan(1_000);
    }
  }

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
