package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.UserDirectory.UserSeen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What the aggregation of {@link UserTally} answers.
 *
 * @param pit the name of the point in time from now on, or null when the answer has none
 */
record UserBuckets(List<Bucket> buckets, @Nullable String pit) {

  /**
   * One user.
   *
   * @param first nanoseconds since 1970
   * @param last nanoseconds since 1970
   */
  record Bucket(String user, long records, long errors, long first, long last) {
    UserSeen of(UserRef.Namespace namespace) {
      return new UserSeen(
          new UserRef(namespace, user), records, errors, instant(first), instant(last));
    }

    private static Instant instant(long nanos) {
      return Instant.ofEpochSecond(0, nanos);
    }
  }

  /**
   * @throws IllegalArgumentException when the answer is not what an aggregation answers
   */
  static UserBuckets parse(byte[] answer) {
    List<Bucket> buckets = new ArrayList<>();
    String pit = null;
    try (JsonParser json = Json.parser(answer)) {
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "pit_id" -> pit = json.getString();
          case "aggregations" -> descend(json, "users", () -> list(json, buckets));
          default -> json.skipChildren();
        }
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "no answer to an aggregation: " + e.getOriginalMessage(), e);
    }
    return new UserBuckets(buckets, pit);
  }

  private static void list(JsonParser json, List<Bucket> into) {
    descend(
        json,
        "buckets",
        () -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            into.add(bucket(json));
          }
        });
  }

  private static Bucket bucket(JsonParser json) {
    String[] user = {""};
    long[] numbers = new long[4];
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "key" -> descend(json, "user", () -> user[0] = json.getString());
        case "doc_count" -> numbers[0] = json.getLongValue();
        case "errors" -> descend(json, "doc_count", () -> numbers[1] = json.getLongValue());
        case "first" -> numbers[2] = sortValue(json);
        case "last" -> numbers[3] = sortValue(json);
        default -> json.skipChildren();
      }
    }
    return new Bucket(user[0], numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  /** The sort value of the one hit: {@code {"hits": {"hits": [{"sort": [1]}]}}}. */
  private static long sortValue(JsonParser json) {
    long[] value = new long[1];
    descend(
        json,
        "hits",
        () ->
            descend(
                json,
                "hits",
                () -> {
                  while (json.nextToken() != JsonToken.END_ARRAY) {
                    descend(json, "sort", () -> value[0] = first(json));
                  }
                }));
    return value[0];
  }

  private static long first(JsonParser json) {
    json.nextToken();
    long value = json.getLongValue();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      json.skipChildren();
    }
    return value;
  }

  /** Reads the object at which the parser stands, of which one member counts. */
  private static void descend(JsonParser json, String wanted, Runnable read) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (name.equals(wanted)) {
        read.run();
      } else {
        json.skipChildren();
      }
    }
  }
}
