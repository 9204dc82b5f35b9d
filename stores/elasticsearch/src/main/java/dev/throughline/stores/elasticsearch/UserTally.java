package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory.UserPage;
import dev.throughline.journey.store.UserDirectory.UserSeen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Counts users by composite aggregation, one namespace after the other, a thousand users a
 * question. Users whose names are too long to be terms are not seen, and a record with an absurd
 * time counts by its receipt, over all of time only. Memory: one entry for each user.
 */
final class UserTally {
  private static final int PAGE = 1_000;

  private final PointInTime pit;
  private final TimeRange range;
  private final List<UserSeen> seen = new ArrayList<>();

  UserTally(PointInTime pit, TimeRange range) {
    this.pit = pit;
    this.range = range;
  }

  UserPage page(int limit) throws IOException {
    for (UserRef.Namespace namespace : UserRef.Namespace.values()) {
      count(namespace);
    }
    List<UserSeen> page =
        seen.stream()
            .sorted(
                Comparator.comparing(UserSeen::lastSeen).reversed().thenComparing(UserSeen::user))
            .limit(limit)
            .toList();
    return new UserPage(page, page.size() == seen.size());
  }

  private void count(UserRef.Namespace namespace) throws IOException {
    String after = null;
    while (true) {
      String from = after;
      UserBuckets answer =
          UserBuckets.parse(pit.search(json -> question(json, namespace.attribute(), from)));
      if (answer.pit() != null) {
        pit.renamed(answer.pit());
      }
      for (UserBuckets.Bucket bucket : answer.buckets()) {
        if (!bucket.user().isEmpty()) {
          seen.add(bucket.of(namespace));
        }
      }
      if (answer.buckets().size() < PAGE) {
        return;
      }
      after = answer.buckets().getLast().user();
    }
  }

  private void question(JsonGenerator json, String field, @Nullable String after) {
    json.writeNumberProperty("size", 0);
    json.writeBooleanProperty("track_total_hits", false);
    json.writeName("query");
    Clauses.all(
        json,
        () -> {
          Clauses.exists(json, field);
          if (!range.equals(TimeRange.ALL)) {
            HandleQuery.within(json, range);
            Clauses.none(json, () -> Clauses.term(json, Fields.TIME_ABSURD, "true"));
          }
        });
    open(json, "aggs", "users");
    composite(json, field, after);
    open(json, "aggs");
    errors(json);
    edge(json, "first", "asc");
    edge(json, "last", "desc");
    close(json, 3);
  }

  private static void composite(JsonGenerator json, String field, @Nullable String after) {
    open(json, "composite");
    json.writeNumberProperty("size", PAGE);
    source(json, field);
    if (after != null) {
      open(json, "after");
      json.writeStringProperty("user", after);
      close(json, 1);
    }
    close(json, 1);
  }

  private static void open(JsonGenerator json, String... names) {
    for (String name : names) {
      json.writeName(name);
      json.writeStartObject();
    }
  }

  private static void close(JsonGenerator json, int levels) {
    for (int i = 0; i < levels; i++) {
      json.writeEndObject();
    }
  }

  private static void source(JsonGenerator json, String field) {
    json.writeName("sources");
    json.writeStartArray();
    json.writeStartObject();
    open(json, "user", "terms");
    json.writeStringProperty("field", field);
    close(json, 3);
    json.writeEndArray();
  }

  private static void errors(JsonGenerator json) {
    open(json, "errors", "filter", "term");
    json.writeBooleanProperty(Fields.IS_ERROR, true);
    close(json, 3);
  }

  /** The sort value of a hit is the time to the nanosecond; min and max know milliseconds only. */
  private static void edge(JsonGenerator json, String name, String order) {
    open(json, name, "top_hits");
    json.writeNumberProperty("size", 1);
    json.writeBooleanProperty("_source", false);
    json.writeName("sort");
    json.writeStartArray();
    json.writeStartObject();
    open(json, Fields.TIME);
    json.writeStringProperty("order", order);
    json.writeStringProperty("numeric_type", "date_nanos");
    close(json, 2);
    json.writeEndArray();
    close(json, 2);
  }
}
