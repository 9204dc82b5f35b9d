package dev.throughline.journey.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Scene;
import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.Span.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanTest {
  private final Scene scene = new Scene();

  @Test
  void takesARecordThatTwoSourcesGaveOnce() {
    scene.log("hello@shop", 0).id("a").add();
    List<Signal> twice = new ArrayList<>(scene.signals());
    twice.addAll(scene.signals());

    assertThat(Clean.rows(twice)).hasSize(1);
  }

  @Test
  void numbersRowsTheSameWhateverTheDelivery() {
    for (int i = 0; i < 20; i++) {
      scene.log("line@shop", i % 3).id("id-" + i).add();
      scene.span("op@shop", 1, 1 + i / 2, i, i + 1).id("span-" + i).add();
    }
    List<Signal> shuffled = new ArrayList<>(scene.signals());
    Collections.reverse(shuffled);

    assertThat(Clean.rows(shuffled)).isEqualTo(Clean.rows(scene.signals()));
  }

  @Test
  void mergesClientAndServerHalvesThatShareOneSpanId() {
    scene.span("get@gateway", 1, 1, 0, 10).kind(Kind.CLIENT).add();
    scene.span("get@orders", 1, 1, 2, 8).kind(Kind.SERVER).add();

    List<Row> rows = Clean.rows(scene.signals());

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().marks()).containsExactly(Mark.MERGED);
    assertThat(rows.getFirst().signal().resource().serviceName()).isEqualTo("orders");
    assertThat(rows.getFirst().merged())
        .extracting(s -> s.resource().serviceName())
        .containsExactly("gateway");
  }

  @Test
  void mergesAPartialReportIntoTheFinishedOne() {
    scene.span("work@shop", 1, 1, 0, 0).id("a-unfinished").add();
    scene.span("work@shop", 1, 1, 0, 50).id("b-finished").add();

    List<Row> rows = Clean.rows(scene.signals());

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().signal().recordId().value()).isEqualTo("b-finished");
    assertThat(((Span) rows.getFirst().signal()).duration()).hasMillis(50);
  }

  @Test
  void keepsTwoOperationsThatBearOneSpanIdAndMarksThem() {
    scene.span("one@shop", 1, 1, 0, 5).add();
    scene.span("two@stock", 1, 1, 7, 9).add();

    List<Row> rows = Clean.rows(scene.signals());

    assertThat(rows).hasSize(2).allMatch(row -> row.marks().contains(Mark.DUPLICATE_ID));
  }

  @Test
  void marksTimesThatNobodyCanBelieveAndKeepsThem() {
    long year = 365L * 24 * 3600 * 1000;
    scene.log("in 1970@shop", -56 * year).id("old").add();
    scene.span("ends before it starts@shop", 1, 1, 100, 50).id("backwards").add();
    scene.span("lasts 300 years@shop", 1, 2, 0, 300 * year).id("endless").add();
    scene.log("fine@shop", 0).id("fine").add();

    assertThat(Clean.rows(scene.signals()))
        .filteredOn(row -> row.marks().contains(Mark.TIME_ABSURD))
        .extracting(row -> row.signal().recordId().value())
        .containsExactly("backwards", "endless", "old");
  }
}
