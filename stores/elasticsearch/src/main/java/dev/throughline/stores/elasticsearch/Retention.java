package dev.throughline.stores.elasticsearch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * Drops the indices of days that are too old, and from the index of old records those that were
 * received too long ago. Does nothing where a lifecycle policy or a data stream's own retention
 * does it.
 */
final class Retention implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int PAGE = 1_000;

  private final Connection connection;
  private final ElasticsearchOptions options;
  private final Indices indices;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("elasticsearch-retention").unstarted(work));

  Retention(Connection connection, ElasticsearchOptions options) {
    this.connection = connection;
    this.options = options;
    this.indices = new Indices(options);
  }

  void start() {
    if (!options.dataStreams() && options.ilmPolicy() == null) {
      thread.scheduleWithFixedDelay(
          this::tick, FIRST.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void tick() {
    try {
      expire();
    } catch (IOException | IllegalArgumentException e) {
      if (!thread.isShutdown()) {
        log.warn("what is too old cannot be removed from {}: {}", options.name(), e.getMessage());
      }
    }
  }

  /**
   * Removes now what is too old.
   *
   * @throws IOException with one line that says what the cluster answered
   */
  void expire() throws IOException {
    Instant oldest = options.clock().instant().minus(options.retention());
    LocalDate firstKept = LocalDate.ofInstant(oldest, ZoneOffset.UTC);
    for (String index : present()) {
      if (indices.day(index).filter(day -> day.isBefore(firstKept)).isPresent()) {
        Answers.required(
            connection.send("DELETE", "/" + index, Map.of("ignore_unavailable", "true"), null),
            "removing " + index);
      }
    }
    expireOld(oldest);
  }

  private List<String> present() throws IOException {
    String path = "/" + String.join(",", indices.patterns()) + "/_alias";
    byte[] answer = Answers.required(connection.send("GET", path, Map.of(), null), "listing");
    List<String> names = new ArrayList<>();
    try (JsonParser json = Json.parser(answer)) {
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        json.skipChildren();
        names.add(name);
      }
    } catch (JacksonException e) {
      throw new IOException("no list of indices but " + Answers.shown(answer), e);
    }
    return names;
  }

  /** Document by document: not every cluster can delete by a query. */
  private void expireOld(Instant oldest) throws IOException {
    String old = String.join(",", indices.old());
    try (PointInTime pit = PointInTime.open(connection, old, options.clock())) {
      List<Long> after = List.of();
      while (true) {
        List<Long> from = after;
        SearchPage page = SearchPage.parse(pit.search(json -> question(json, oldest, from)));
        if (page.hits().isEmpty()) {
          return;
        }
        delete(page.hits());
        after = page.hits().getLast().sort();
      }
    }
  }

  private static void question(JsonGenerator json, Instant oldest, List<Long> after) {
    json.writeBooleanProperty("_source", false);
    Paging.writePage(
        json,
        PAGE,
        after,
        () ->
            Clauses.range(
                json, Fields.RECEIVED, Times.FIRST.toString(), Times.clamp(oldest).toString()));
  }

  private void delete(List<SearchPage.Hit> hits) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (SearchPage.Hit hit : hits) {
      lines.writeBytes(
          Json.object(
              json -> {
                json.writeName("delete");
                json.writeStartObject();
                json.writeStringProperty("_index", hit.index());
                json.writeStringProperty("_id", hit.id());
                json.writeEndObject();
              }));
      lines.write('\n');
    }
    Answers.required(
        connection.sendLines("/_bulk", Map.of(), lines.toByteArray()), "removing old records");
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
