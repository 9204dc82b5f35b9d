package dev.throughline.cli.source;

import dev.throughline.formats.LookJson;
import dev.throughline.formats.QueryJson;
import dev.throughline.formats.ReadResultJson;
import dev.throughline.formats.RecordCodec;
import dev.throughline.formats.UserPageJson;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** A collector, asked over its query port. Thread-safe. */
final class CollectorSource implements StoreReader, UserDirectory, ProcessReader {
  /** More than any record: what is longer was not written by a collector. */
  private static final int LONGEST_LINE = 64 << 20;

  private final CollectorHttp http;
  private final RecordCodec records = new RecordCodec();
  private final ReadResultJson results = new ReadResultJson();

  CollectorSource(CollectorHttp http) {
    this.http = http;
  }

  @Override
  public String name() {
    return http.address();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public ReadResult read(Query query, Consumer<Signal> sink) {
    return records("/api/v1/records", new QueryJson().write(query), sink);
  }

  @Override
  public ReadResult readProcesses(Look look, Consumer<Signal> sink) {
    return records("/api/v1/processes", new LookJson().write(look), sink);
  }

  private ReadResult records(String path, byte[] question, Consumer<Signal> sink) {
    long count = 0;
    try (InputStream answer = http.post(path, question)) {
      ByteLines lines = new ByteLines(answer, LONGEST_LINE);
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        if (results.isSummary(line)) {
          return results.read(line);
        }
        sink.accept(records.decode(line));
        count++;
      }
      return new ReadResult.Failed(count, "its answer broke off after " + count + " records");
    } catch (IOException e) {
      return new ReadResult.Failed(count, Reasons.of(e));
    } catch (IllegalArgumentException e) {
      return new ReadResult.Failed(count, "its answer is none of a collector: " + e.getMessage());
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException when the collector does not answer
   */
  @Override
  public UserPage users(TimeRange range, int limit) {
    StringBuilder path = new StringBuilder("/api/v1/users?limit=").append(limit);
    append(path, "&from=", range.from(), Instant.MIN);
    append(path, "&to=", range.to(), Instant.MAX);
    try {
      try (InputStream answer = http.get(path.toString())) {
        return new UserPageJson().read(answer.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(Reasons.of(e), e);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(
          new IOException("its answer is none of a collector: " + e.getMessage(), e));
    }
  }

  @Override
  public void close() {}

  private static void append(StringBuilder path, String name, Instant time, Instant unbounded) {
    if (!time.equals(unbounded)) {
      path.append(name).append(time);
    }
  }
}
