package dev.throughline.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.collector.intake.Letters;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector knows to be missing is a gap of the journey it is missing from. */
class LostRecordsTest {

  @Test
  void aRecordThatTheStoreRefusedIsADroppedOneOfItsPersonAlone(@TempDir Path data)
      throws IOException {
    Letters.write(data, "alice", 1, 2, 1);
    try (RunningCollector collector = RunningCollector.start(data)) {
      assertThat(journey(collector, "alice"))
          .contains("\"complete\":false")
          .contains("{\"cause\":\"dropped\",\"service\":\"shop\",\"after\":null,\"count\":2,")
          .contains("mapper_parsing_exception")
          .contains("\"steps\":[]");
      assertThat(journey(collector, "bob")).contains("\"complete\":true").contains("\"gaps\":[]");
    }
  }

  @Test
  void aLineOfALogThatTellsOfDropsIsAGapOfWhoWasServedThen(@TempDir Path data) throws IOException {
    try (RunningCollector collector = RunningCollector.start(data)) {
      collector.post(
          "/lines",
          "application/x-ndjson",
          """
          {"message":"hello","user_id":"alice","service.name":"shop","level":"INFO"}
          {"message":"17 lines lost","service.name":"shop","level":"WARN","throughline.report":"dropped","throughline.dropped.records":17}
          {"message":"9 lines lost","service.name":"bank","level":"WARN","throughline.report":"dropped","throughline.dropped.records":9}
          """);
      collector.awaitDrained();

      assertThat(journey(collector, "alice"))
          .contains("{\"cause\":\"dropped\",\"service\":\"shop\",\"after\":1,\"count\":17,")
          .doesNotContain("bank");
    }
  }

  private static String journey(RunningCollector collector, String user) {
    return RunningCollector.text(
        collector.get("/api/v1/journey?from=2020-01-01T00:00:00Z&user=" + user));
  }
}
