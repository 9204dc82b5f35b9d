package dev.throughline.collector.query;

import dev.throughline.collector.http.JsonAnswer;
import dev.throughline.formats.QueryJson;
import dev.throughline.formats.ReadResultJson;
import dev.throughline.journey.model.Signal;
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

/**
 * {@code POST /api/v1/records}: a query in, one record a line out as they are found, and last a
 * line that says how it ended. An answer without that line was cut.
 */
final class RecordsEndpoint implements Handler {
  private static final int MAX_QUERY_BYTES = 1024 * 1024;

  private final StoreReader store;
  private final SignalCodec codec;

  RecordsEndpoint(StoreReader store, SignalCodec codec) {
    this.store = store;
    this.codec = codec;
  }

  @Override
  public void handle(Context request) throws IOException {
    byte[] body = request.req().getInputStream().readNBytes(MAX_QUERY_BYTES + 1);
    if (body.length > MAX_QUERY_BYTES) {
      JsonAnswer.error(request, 413, "the query is larger than " + MAX_QUERY_BYTES + " bytes");
      return;
    }
    Query query;
    try {
      query = new QueryJson().read(body);
    } catch (IllegalArgumentException e) {
      JsonAnswer.error(request, 400, String.valueOf(e.getMessage()));
      return;
    }
    request.contentType("application/x-ndjson");
    OutputStream out = new BufferedOutputStream(request.outputStream(), 64 * 1024);
    ReadResult result = store.read(query, signal -> write(signal, out));
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
