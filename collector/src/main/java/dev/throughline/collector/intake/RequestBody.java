package dev.throughline.collector.intake;

import dev.throughline.collector.intake.MemoryBudget.Lease;
import io.javalin.http.Context;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body, decompressed, never more of it than allowed: the limit counts decoded
 * bytes, over all members of a gzip stream, and memory is asked for before it is used.
 */
final class RequestBody {
  private static final int CHUNK_BYTES = 64 * 1024;

  /** How reading ended. */
  sealed interface Outcome {}

  /** All of it. */
  record Whole(byte[] bytes) implements Outcome {}

  /**
   * Not readable, or not wanted.
   *
   * @param status the HTTP status that says so
   */
  record Unusable(int status, String why) implements Outcome {}

  private final int limit;

  /**
   * @param limit the most decoded bytes
   */
  RequestBody(int limit) {
    this.limit = limit;
  }

  /**
   * @param lease is charged for what is read
   */
  Outcome read(Context request, Lease lease) {
    if (request.req().getContentLengthLong() > limit) {
      return tooLarge();
    }
    String encoding = encoding(request);
    try {
      return switch (encoding) {
        case "identity" -> read(request.req().getInputStream(), lease);
        case "gzip", "x-gzip" ->
            read(new GZIPInputStream(request.req().getInputStream(), CHUNK_BYTES), lease);
        default ->
            new Unusable(415, "the content encoding is not supported, expected gzip or identity");
      };
    } catch (ZipException | EOFException e) {
      return new Unusable(400, "the body is not a whole " + encoding + " stream");
    } catch (IOException e) {
      return new Unusable(408, "the body did not arrive");
    }
  }

  private static String encoding(Context request) {
    List<String> named = new ArrayList<>();
    request.req().getHeaders("Content-Encoding").asIterator().forEachRemaining(named::add);
    return named.isEmpty() ? "identity" : String.join(",", named).strip().toLowerCase(Locale.ROOT);
  }

  private Outcome read(InputStream in, Lease lease) throws IOException {
    List<byte[]> chunks = new ArrayList<>();
    int total = 0;
    byte[] chunk = chunk(lease);
    while (chunk != null) {
      int read = in.readNBytes(chunk, 0, CHUNK_BYTES);
      total += read;
      if (total > limit) {
        return tooLarge();
      }
      chunks.add(chunk);
      if (read < CHUNK_BYTES) {
        return new Whole(join(chunks, total));
      }
      chunk = chunk(lease);
    }
    return new Unusable(503, "too much is being received at the moment");
  }

  private static byte @Nullable [] chunk(Lease lease) {
    return lease.take(CHUNK_BYTES) ? new byte[CHUNK_BYTES] : null;
  }

  private static byte[] join(List<byte[]> chunks, int total) {
    byte[] whole = new byte[total];
    int at = 0;
    for (byte[] chunk : chunks) {
      int part = Math.min(chunk.length, total - at);
      System.arraycopy(chunk, 0, whole, at, part);
      at += part;
    }
    return whole;
  }

  private Unusable tooLarge() {
    return new Unusable(413, "the body is larger than " + limit + " bytes");
  }
}
