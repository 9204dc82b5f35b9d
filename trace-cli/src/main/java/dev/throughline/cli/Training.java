package dev.throughline.cli;

import com.sun.net.httpserver.HttpServer;
import dev.throughline.formats.ReadResultJson;
import dev.throughline.formats.RecordCodec;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.WriteBatch;
import dev.throughline.stores.lucene.LuceneOptions;
import dev.throughline.stores.lucene.LuceneStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The training run behind the launcher's start-up cache: does once what the commands do, over a
 * file, a folder and a collector's port, so that the JVM remembers the classes. Not a command.
 */
final class Training {
  private static final Instant NOW = Instant.now();
  private static final RecordCodec CODEC = new RecordCodec();

  private Training() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("trace-cli-training");
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try {
      String file = "file:" + Files.write(folder.resolve("records.jsonl"), ndjson());
      String lucene = "lucene:" + store(folder.resolve("store"));
      String http = "http://127.0.0.1:" + serve(collector);
      Main.run(Shell.ofProcess(), "--version");
      for (String source : List.of(file, lucene, http)) {
        journey("--source", source);
        journey("--source", source, "--format", "json");
      }
      Main.run(Shell.ofProcess(), "users", "--source", lucene);
      journey("--since", "not a time");
    } finally {
      collector.stop(0);
      delete(folder);
    }
  }

  private static void journey(String... more) {
    List<String> usual = List.of("journey", "--user", "alice", "--color", "always");
    Main.run(
        Shell.ofProcess(), Stream.concat(usual.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private static List<Signal> records() {
    Resource shop = Resource.ofService("shop");
    Ids ids =
        Ids.builder()
            .traceId(new TraceId("4bf92f3577b34da6a3ce929d0e0e4736"))
            .spanId(new SpanId("00f067aa0ba902b7"))
            .user("alice")
            .build();
    Attributes failed = Attributes.of(Map.of("http.response.status_code", 500L));
    return List.of(
        new Span(
            new RecordId("s"),
            NOW.minusSeconds(60),
            NOW.minusSeconds(59),
            NOW,
            shop,
            ids,
            null,
            "GET /",
            Span.Kind.SERVER,
            Span.Status.ERROR,
            "it broke",
            List.of(),
            List.of(),
            failed,
            "training"),
        new LogRecord(
            new RecordId("l"),
            NOW.minusSeconds(60),
            NOW,
            shop,
            ids,
            17,
            "ERROR",
            "it broke",
            null,
            1L,
            failed,
            "training"));
  }

  private static byte[] ndjson() {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Signal signal : records()) {
      lines.writeBytes(CODEC.encode(signal));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  private static Path store(Path dir) throws IOException {
    try (LuceneStore store = LuceneStore.open(dir, CODEC, LuceneOptions.DEFAULT)) {
      store.write(new WriteBatch(records(), 1));
    }
    return dir;
  }

  private static int serve(HttpServer collector) {
    collector.createContext(
        "/",
        request -> {
          request.getRequestBody().readAllBytes();
          request.sendResponseHeaders(200, 0);
          try (OutputStream answer = request.getResponseBody()) {
            answer.write(ndjson());
            answer.write(new ReadResultJson().write(new ReadResult.Answered(2, false, NOW)));
            answer.write('\n');
          }
        });
    collector.start();
    return collector.getAddress().getPort();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
