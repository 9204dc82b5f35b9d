package dev.throughline.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-meaning client sends, byte by byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileHttpTest {
  private static final String JSON = "application/json";
  private static final int LIMIT = 20 * 1024 * 1024;
  private static final String LINES_TOO_LARGE =
      "throughline_intake_requests_total{protocol=\"http/lines\",status=\"413\"}";

  private RunningCollector collector;

  @BeforeAll
  void start(@TempDir Path data) {
    collector = RunningCollector.start(data);
  }

  @AfterAll
  void stop() {
    collector.close();
  }

  @AfterEach
  void itStillServes() {
    assertThat(collector.post("/v1/traces", JSON, "{}").statusCode()).isEqualTo(200);
  }

  /** Sends bytes and returns all that comes back until the server closes. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", collector.intakePort())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return answer(socket.getInputStream());
    }
  }

  /** As much of the answer as can be had; a reset after it is part of refusing a body. */
  private static String answer(InputStream in) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      for (int read = in.read(); read >= 0; read = in.read()) {
        answer.write(read);
      }
    } catch (IOException reset) {
      // The status was read before.
    }
    return answer.toString(UTF_8);
  }

  @Test
  void aHundredMegabytesAreRefusedBeforeTheyAreRead() throws IOException {
    assertThat(
            raw(
                "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 104857600\r\n\r\n{"))
        .startsWith("HTTP/1.1 413 ")
        .containsIgnoringCase("connection: close");
  }

  @Test
  void aChunkedBodyIsCutOffAtTheLimit() throws IOException {
    double before = collector.metric(LINES_TOO_LARGE);
    try (Socket socket = new Socket("127.0.0.1", collector.intakePort())) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /lines HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n")
              .getBytes(UTF_8));
      byte[] megabyte = new byte[1024 * 1024];
      try {
        for (int i = 0; i < 100; i++) {
          out.write("100000\r\n".getBytes(UTF_8));
          out.write(megabyte);
          out.write("\r\n".getBytes(UTF_8));
        }
      } catch (IOException closed) {
        assertThat(closed).isNotNull();
      }
      assertThat(answer(socket.getInputStream()))
          .satisfiesAnyOf(
              text -> assertThat(text).startsWith("HTTP/1.1 413 "),
              // A reset may overtake the answer.
              text -> assertThat(text).isEmpty());
    }
    // The answer may be here, or its connection gone, before it is counted.
    assertThat(Await.until(() -> collector.metric(LINES_TOO_LARGE), number -> number > before))
        .isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/traces", "/v1/logs", "/lines"})
  void aGzipBombStopsAtTheLimit(String path) throws IOException {
    assertThat(collector.post(path, JSON, bomb(1), "Content-Encoding", "gzip").statusCode())
        .isEqualTo(413);
  }

  @Test
  void membersOfAGzipStreamCountTogether() throws IOException {
    assertThat(
            collector.post("/v1/traces", JSON, bomb(128), "Content-Encoding", "gzip").statusCode())
        .isEqualTo(413);
  }

  /** 128 mebibytes of zeros in some members. */
  private static byte[] bomb(int members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] zeros = new byte[1024 * 1024];
    for (int member = 0; member < members; member++) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        for (int i = 0; i < 128 / members; i++) {
          gzip.write(zeros);
        }
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/traces", "/v1/logs", "/lines"})
  void deepJsonIsRefused(String path) {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThat(collector.post(path, JSON, deep).statusCode()).isEqualTo(400);
  }

  @Test
  void aBodyOfMoreRecordsThanMemoryHasIsRefusedBeforeItIsDecoded() {
    byte[] emptyResources = new byte[LIMIT];
    for (int i = 0; i < LIMIT; i += 2) {
      emptyResources[i] = 1 << 3 | 2;
    }
    assertThat(collector.post("/v1/logs", "application/x-protobuf", emptyResources).statusCode())
        .isEqualTo(413);
    assertThat(collector.post("/lines", JSON, "{}\n".repeat(LIMIT / 3)).statusCode())
        .isEqualTo(413);
    assertThat(
            collector.post("/v1/logs", JSON, "[" + "{},".repeat(LIMIT / 3 - 1) + "]").statusCode())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST /v1/traces HTTP/1.1\\nHost: x\\nContent-Length: 2\\nTransfer-Encoding: chunked | 400",
        "POST /v1/traces HTTP/1.1\\nHost: x\\nContent-Length: 2\\nContent-Length: 3          | 400",
        "POST /v1/traces HTTP/1.1                                                            | 400",
        "GET /v1/traces HTTP/1.1\\nHost: x\\nConnection: close                               | 405",
        "BREW /v1/traces HTTP/1.1\\nHost: x\\nConnection: close                              | 405",
        "GET /../../etc/passwd HTTP/1.1\\nHost: x\\nConnection: close                        | 400",
        "GET /nothing HTTP/1.1\\nHost: x\\nConnection: close                                 | 404",
      })
  void refusesWhatIsNoProperRequest(String head, int status) throws IOException {
    assertThat(raw(head.replace("\\n", "\r\n") + "\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void headersHaveLimits() throws IOException {
    String head = "POST /v1/traces HTTP/1.1\r\nHost: x\r\n";
    assertThat(raw(head + "X-Long: " + "x".repeat(64 * 1024) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(raw(head + "X-Many: 12345678\r\n".repeat(1000) + "\r\n"))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void randomBytesAndTlsOnThePlainPortEndThere() throws IOException {
    assertThat(raw("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001hello\r\n\r\n"))
        .doesNotContain("HTTP/1.1 200");
  }

  @Test
  void aBodyThatDoesNotComeToItsEndStoresNothing() throws IOException {
    String line = "{\"message\":\"half\",\"user_id\":\"half\"}\n";
    for (int i = 0; i < 50; i++) {
      try (Socket socket = new Socket("127.0.0.1", collector.intakePort())) {
        socket
            .getOutputStream()
            .write(
                ("POST /lines HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                        + "Content-Length: 1000\r\n\r\n"
                        + line)
                    .getBytes(UTF_8));
      }
    }
    collector.post("/lines", "application/x-ndjson", line.replace("half", "whole"));
    collector.awaitRecords(1, "{\"user\":{\"user.id\":\"whole\"}}");
    assertThat(collector.awaitRecords(0, "{\"user\":{\"user.id\":\"half\"}}")).isEmpty();
  }

  @Test
  void aCorrelationIdWithEscapeCodesIsNotEchoed() throws IOException {
    assertThat(
            raw(
                "POST /v1/traces HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 2\r\n"
                    + "X-Correlation-ID: a\u001b[2J\r\n\r\n{}"))
        .doesNotContain("\u001b");
  }

  @Test
  void theLargestAllowedBodyIsTaken() throws IOException {
    String line = "{\"message\":\"" + "x".repeat(1000) + "\"}\n";
    String body = line.repeat(LIMIT / line.length());
    assertThat(collector.post("/lines", "application/x-ndjson", body).statusCode()).isEqualTo(200);
    // The head alone: to who is still sending a body, a reset may overtake the answer.
    assertThat(
            raw(
                "POST /lines HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                    + "Content-Length: "
                    + (LIMIT + 1)
                    + "\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ");
  }
}
