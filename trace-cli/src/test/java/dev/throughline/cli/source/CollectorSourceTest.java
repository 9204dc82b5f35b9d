package dev.throughline.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.throughline.formats.LookJson;
import dev.throughline.formats.QueryJson;
import dev.throughline.formats.ReadResultJson;
import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.ProcessReader.Extent;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.ProcessReader.Process;
import dev.throughline.journey.store.ProcessReader.Stay;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.Stays;
import dev.throughline.journey.store.TimeRange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A collector that answers well, and everything else that may answer at its address. */
class CollectorSourceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
  private static final Query ALICE =
      Query.of(
          Set.of(new Handle.User(UserRef.userId("alice\" OR *:*"))),
          new TimeRange(NOW.minusSeconds(60), NOW));

  private final List<Signal> read = new ArrayList<>();
  private HttpServer server;
  private byte[] asked = {};

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void streamsRecordsUpToTheSummary() {
    answer(200, record("1") + "\n" + record("2") + "\n" + summary(2) + "\n");
    assertThat(ask()).isEqualTo(new ReadResult.Answered(2, false, NOW));
    assertThat(read)
        .extracting(Signal::recordId)
        .extracting(RecordId::value)
        .containsExactly("1", "2");
    assertThat(new QueryJson().read(asked)).isEqualTo(ALICE);
  }

  @Test
  void asksWhatAProcessWrote() {
    answer("/api/v1/processes", 200, record("1") + "\n" + summary(1) + "\n");
    Process process = new Process("host-1", "shop", "shop-1");
    Stays stays = Stays.of(List.of(new Stay(process, new TimeRange(NOW, NOW.plusSeconds(1)))));

    try (CollectorSource collector = new CollectorSource(base())) {
      assertThat(collector.readProcesses(new Look(stays, Extent.WITHOUT_IDS, 5), read::add))
          .isEqualTo(new ReadResult.Answered(1, false, NOW));
    }
    assertThat(read).hasSize(1);
    assertThat(new LookJson().read(asked).stays().all()).isEqualTo(stays.all());
  }

  @Test
  void anAnswerWithoutSummaryWasCut() {
    answer(200, record("1") + "\n");
    assertThat(ask()).isEqualTo(new ReadResult.Failed(1, "its answer broke off after 1 records"));
  }

  @Test
  void aRefusalIsPassedOn() {
    answer(400, "{\"error\":\"the range is longer than 400 days\"}");
    assertThat(reason()).contains("400", "longer than 400 days");
  }

  @Test
  void anotherKindOfServerIsNotMistakenForACollector() {
    answer(200, "<html>It works!</html>\n");
    assertThat(reason()).contains("none of a collector");
  }

  @Test
  void aRedirectIsNotFollowed() {
    answer(302, "");
    assertThat(reason()).contains("status 302");
  }

  @Test
  void nobodyThere() {
    answer(200, "");
    server.stop(0);
    assertThat(reason()).contains("nothing answers there", "bin/collector");
  }

  private void answer(int status, String body) {
    answer("/api/v1/records", status, body);
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        request -> {
          asked = request.getRequestBody().readAllBytes();
          request.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          request.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          try (OutputStream out = request.getResponseBody()) {
            out.write(bytes);
          }
        });
  }

  private ReadResult ask() {
    try (CollectorSource collector = new CollectorSource(base())) {
      return collector.read(ALICE, read::add);
    }
  }

  private CollectorHttp base() {
    return CollectorHttp.at("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private String reason() {
    return ((ReadResult.Failed) ask()).reason();
  }

  private static String record(String id) {
    LogRecord log =
        new LogRecord(
            new RecordId(id),
            NOW,
            NOW,
            Resource.ofService("shop"),
            Ids.NONE,
            9,
            null,
            "hello",
            null,
            null,
            Attributes.EMPTY,
            "test");
    return new String(new RecordCodec().encode(log), StandardCharsets.UTF_8);
  }

  private static String summary(long records) {
    return new String(
        new ReadResultJson().write(new ReadResult.Answered(records, false, NOW)),
        StandardCharsets.UTF_8);
  }
}
