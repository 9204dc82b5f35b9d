package dev.throughline.stores.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Handle;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What comes out is what went in, field by field. */
interface LosslessContract {
  StoreUnderTest store();

  @Test
  default void everyFieldComesBack() {
    comesBack(Records.fullSpan("full-span"));
    comesBack(Records.fullLog("full-log"));
  }

  @Test
  default void emptyFieldsComeBackEmpty() {
    comesBack(Records.bareSpan("bare-span"));
    comesBack(Records.log("bare-log", Ids.NONE));
    comesBack(Records.line("empty-body", ""));
  }

  @Test
  default void oneKeyMayHoldADifferentTypeInEachRecord() {
    List<Object> values =
        List.of("text", 1L, 1.0, true, "1", "true", List.of("a"), List.of(1L), List.of());
    for (int i = 0; i < values.size(); i++) {
      comesBack(Records.log("type-" + i, Map.of("value", values.get(i))));
    }
  }

  @Test
  default void aVeryLongValueComesBackWhole() {
    String value = "\u00fc".repeat(40_000);
    comesBack(Records.log("long-attribute", Map.of("value", value)));
    comesBack(
        Records.log("long-body", Ids.NONE, Records.NOON, Records.NOON, value, Attributes.EMPTY));
  }

  @Test
  default void aThousandAttributesComeBack() {
    Map<String, Object> many = new TreeMap<>();
    for (int i = 0; i < 1000; i++) {
      many.put("key." + i, (long) i);
    }
    comesBack(Records.log("many", many));
    for (int record = 0; record < 20; record++) {
      Map<String, Object> fresh = new TreeMap<>();
      for (int i = 0; i < 100; i++) {
        fresh.put("record." + record + ".key." + i, "v");
      }
      comesBack(Records.log("fresh-" + record, fresh));
    }
  }

  @Test
  default void aRecordIdOfAClientComesBack() {
    comesBack(Records.log("~!@#$%^&*()_+{}|:\"<>?[]\\;',./", Ids.NONE));
    comesBack(Records.log("x".repeat(RecordId.MAX_LENGTH), Ids.NONE));
  }

  private void comesBack(Signal signal) {
    store().write(signal);
    List<Signal> read = store().read(new Handle.Record(signal.recordId())).signals();
    assertThat(read).containsExactly(signal);
  }
}
