package dev.throughline.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtlpHttpTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final AttributeKey<String> USER = AttributeKey.stringKey("user.id");

  private RunningCollector collector;

  @BeforeAll
  void start(@TempDir Path data) {
    collector = RunningCollector.start(data);
  }

  @AfterAll
  void stop() {
    collector.close();
  }

  @ParameterizedTest
  @CsvSource({"gzip", "none"})
  void takesSpansFromTheRealExporter(String compression) {
    String user = "span-" + compression;
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder()
                            .setEndpoint(collector.intake + "/v1/traces")
                            .setTimeout(60, TimeUnit.SECONDS)
                            .setCompression(compression)
                            .build())
                    .build())
            .build()) {
      for (int i = 0; i < 100; i++) {
        provider.get("test").spanBuilder("span " + i).setAttribute(USER, user).startSpan().end();
      }
      assertThat(provider.forceFlush().join(90, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
    assertThat(collector.awaitRecords(100, "{\"user\":{\"user.id\":\"" + user + "\"}}"))
        .hasSize(100)
        .allSatisfy(line -> assertThat(line).contains("\"o\":\"otlp/http\""));
  }

  @Test
  void takesLogsFromTheRealExporter() {
    try (SdkLoggerProvider provider =
        SdkLoggerProvider.builder()
            .addLogRecordProcessor(
                BatchLogRecordProcessor.builder(
                        OtlpHttpLogRecordExporter.builder()
                            .setEndpoint(collector.intake + "/v1/logs")
                            .setTimeout(60, TimeUnit.SECONDS)
                            .build())
                    .build())
            .build()) {
      provider
          .get("test")
          .logRecordBuilder()
          .setSeverity(Severity.WARN)
          .setBody("low on stock")
          .setAttribute(USER, "logs")
          .emit();
      assertThat(provider.forceFlush().join(90, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
    assertThat(collector.awaitRecords(1, "{\"user\":{\"user.id\":\"logs\"}}"))
        .singleElement()
        .asString()
        .contains("low on stock");
  }

  @ParameterizedTest
  @CsvSource({"/v1/traces", "/v1/logs"})
  void anEmptyRequestIsASuccess(String path) {
    HttpResponse<byte[]> protobuf = collector.post(path, PROTOBUF, new byte[0]);
    assertThat(protobuf.statusCode()).isEqualTo(200);
    assertThat(protobuf.body()).isEmpty();
    assertThat(protobuf.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
    HttpResponse<byte[]> json = collector.post(path, JSON + "; charset=utf-8", "{}");
    assertThat(json.statusCode()).isEqualTo(200);
    assertThat(RunningCollector.text(json)).isEqualTo("{}");
  }

  @Test
  void badRecordsAreCountedAndTheirMatesKept() {
    HttpResponse<byte[]> answer =
        collector.post(
            "/v1/traces",
            JSON,
            """
            {"resourceSpans":[{"scopeSpans":[{"spans":[
              {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"good",
               "startTimeUnixNano":"1","endTimeUnixNano":"2"},
              {"traceId":"00000000000000000000000000000000","spanId":"eee19b7ec3c1b174","name":"bad"}]}]}]}
            """);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(RunningCollector.text(answer))
        .contains("\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\"")
        .contains("trace id");
    assertThat(collector.awaitRecords(1, "{\"trace\":\"5b8efff798038103d269b633813fc60c\"}"))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/traces  | application/json       | identity   | {\"resourceSpans\": | 400 | 3",
        "/v1/traces  | application/x-protobuf | identity   | not protobuf         | 400 | 3",
        "/v1/traces  | application/json       | gzip       | {}                   | 400 | 3",
        "/v1/logs    | application/json       | gzip, gzip | {}                   | 415 | 3",
        "/v1/logs    | application/x-protobuf | zstd       | x                    | 415 | 3",
        "/v1/logs    | text/plain             | identity   | {}                   | 415 | 3",
        "/v1/metrics | application/json       | identity   | {}                   | 404 | 5",
      })
  void saysWhatIsWrongInTheRequestsOwnFormat(
      String path, String type, String encoding, String body, int status, int code)
      throws IOException {
    HttpResponse<byte[]> answer = collector.post(path, type, body, "Content-Encoding", encoding);
    assertThat(answer.statusCode()).isEqualTo(status);
    if (type.equals(PROTOBUF)) {
      CodedInputStream in = CodedInputStream.newInstance(answer.body());
      assertThat(in.readTag()).isEqualTo(1 << 3);
      assertThat(in.readInt32()).isEqualTo(code);
      assertThat(in.readTag()).isEqualTo(2 << 3 | 2);
      assertThat(in.readString()).isNotEmpty();
      assertThat(answer.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
    } else {
      assertThat(RunningCollector.text(answer))
          .startsWith("{\"code\":" + code + ",\"message\":\"")
          .doesNotContain("resourceSpans\": ");
    }
  }

  @Test
  void aTruncatedGzipStreamIsRefused() {
    byte[] whole = RunningCollector.gzip("{\"resourceSpans\":[]}".getBytes(UTF_8));
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
    assertThat(collector.post("/v1/traces", JSON, whole, "Content-Encoding", "gzip").statusCode())
        .isEqualTo(200);
    assertThat(collector.post("/v1/traces", JSON, half, "Content-Encoding", "gzip").statusCode())
        .isEqualTo(400);
  }

  @Test
  void onlyPagesOfAllowedOriginsMaySend() {
    HttpResponse<byte[]> foreign =
        collector.post("/v1/traces", JSON, "{}", "Origin", "https://evil.example");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    HttpResponse<byte[]> own =
        collector.post("/v1/traces", JSON, "{}", "Origin", "https://shop.example");
    assertThat(own.statusCode()).isEqualTo(200);
    assertThat(own.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://shop.example");
  }

  @Test
  void aBrowserMayAskBeforeItSends() {
    HttpRequest preflight =
        HttpRequest.newBuilder(URI.create(collector.intake + "/v1/traces"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", "https://shop.example")
            .header("Access-Control-Request-Method", "POST")
            .build();
    HttpResponse<byte[]> answer = collector.send(preflight);
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Content-Type", "Content-Encoding");
  }
}
