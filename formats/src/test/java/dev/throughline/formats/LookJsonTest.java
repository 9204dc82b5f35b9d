package dev.throughline.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.journey.store.ProcessReader.Extent;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.ProcessReader.Process;
import dev.throughline.journey.store.ProcessReader.Stay;
import dev.throughline.journey.store.Stays;
import dev.throughline.journey.store.TimeRange;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookJsonTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");
  private final LookJson json = new LookJson();

  @Test
  void comesBackAsItWent() {
    Process one = new Process("host \"1\"", "shop\nfront", "shop-\u202e1");
    Process other = new Process("host-2", "shop", "shop-2");
    Stays stays =
        Stays.of(
            List.of(
                new Stay(one, new TimeRange(NOON, NOON.plusNanos(1))),
                new Stay(one, new TimeRange(NOON.plusSeconds(1), NOON.plusSeconds(2))),
                new Stay(other, new TimeRange(Instant.EPOCH, NOON))));

    Look read = json.read(json.write(new Look(stays, Extent.WITHOUT_IDS, 17)));

    assertThat(read.stays().all()).isEqualTo(stays.all());
    assertThat(read.extent()).isEqualTo(Extent.WITHOUT_IDS);
    assertThat(read.limit()).isEqualTo(17);
    assertThat(json.read(json.write(new Look(stays, Extent.EVERYTHING, Integer.MAX_VALUE))).limit())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | no stays",
        "[] | is a JSON object",
        "{\"stays\":[]} | no stays",
        "{\"stays\":[{\"service\":\"shop\"}]} | names its clock, service and instance",
        "{\"stays\":[{\"servce\":\"shop\"}]} | unknown \"servce\"",
        "{\"stays\":[1]} | something else than objects",
        "{\"stays\":[],\"extent\":\"all\"} | extent is \"all\"",
        "{\"stays\":[{\"clock\":\"c\",\"service\":\"s\",\"instance\":\"i\",\"from\":\"noon\"}]} | expected RFC 3339",
        "nonsense | is not JSON",
      })
  void saysWhatIsWrong(String body, String why) {
    assertThatThrownBy(() -> json.read(body.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
