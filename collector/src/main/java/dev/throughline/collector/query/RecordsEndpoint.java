package dev.throughline.collector.query;

import dev.throughline.collector.http.JsonAnswer;
import dev.throughline.formats.LookJson;
import dev.throughline.formats.QueryJson;
import dev.throughline.formats.ReadResultJson;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.SignalCodec;
import dev.throughline.journey.store.StoreReader;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * A question in, one record a line out as they are found, and last a line that says how it ended.
 * An answer without that line was cut.
 */
final class RecordsEndpoint implements Handler {
  private static final int MAX_QUERY_BYTES = 1024 * 1024;

  private final Language language;
  private final SignalCodec codec;

  private RecordsEndpoint(Language language, SignalCodec codec) {
    this.language = language;
    this.codec = codec;
  }

  /** {@code POST /api/v1/records}: by the ids that records name, see {@link QueryJson}. */
  static RecordsEndpoint byHandles(StoreReader store, SignalCodec codec) {
    return new RecordsEndpoint(
        body -> {
          Query query = new QueryJson().read(body);
          return sink -> store.read(query, sink);
        },
        codec);
  }

  /** {@code POST /api/v1/processes}: by who wrote them and when, see {@link LookJson}. */
  static RecordsEndpoint byProcess(ProcessReader store, SignalCodec codec) {
    return new RecordsEndpoint(
        body -> {
          Look look = new LookJson().read(body);
          return sink -> store.readProcesses(look, sink);
        },
        codec);
  }

  /** Understands a question, or says what was expected by an IllegalArgumentException. */
  private interface Language {
    Reading understand(byte[] body);
  }

  private interface Reading {
    ReadResult into(Consumer<Signal> sink);
  }

  @Override
  public void handle(Context request) throws IOException {
    byte[] body = request.req().getInputStream().readNBytes(MAX_QUERY_BYTES + 1);
    if (body.length > MAX_QUERY_BYTES) {
      JsonAnswer.error(request, 413, "the query is larger than " + MAX_QUERY_BYTES + " bytes");
      return;
    }
    Reading reading;
    try {
      reading = language.understand(body);
    } catch (IllegalArgumentException e) {
      JsonAnswer.error(request, 400, String.valueOf(e.getMessage()));
      return;
    }
    request.contentType("application/x-ndjson");
    OutputStream out = new BufferedOutputStream(request.outputStream(), 64 * 1024);
    ReadResult result = reading.into(signal -> write(signal, out));
    out.write(new ReadResultJson().write(result));
    out.write('\n');
    out.flush();
  }

  private void write(Signal signal, OutputStream out) {
    try {
      out.write(codec.encode(signal));
      out.write('\n');
    } catch (IOException e) {
      // Nobody listens any more: end the read.
      throw new UncheckedIOException(e);
    }
  }
}
