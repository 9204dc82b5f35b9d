package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.store.WriteResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What the answer to one bulk request means: the one table of what a cluster says to it. */
sealed interface BulkReply {

  /** An answer for each item, in their order. */
  record Items(List<Verdict> verdicts) implements BulkReply {}

  /** More bytes than the cluster, or something before it, takes at once. */
  record TooLarge(String why) implements BulkReply {}

  /** It cannot read the request; one document may be the cause. */
  record Unreadable(String why) implements BulkReply {}

  /** Nothing is known to be stored. */
  record Trouble(WriteResult result) implements BulkReply {}

  /**
   * @param items how many the request had
   */
  static BulkReply of(Reply reply, int items) {
    return switch (reply) {
      case Reply.Nothing nothing -> new Trouble(trouble(nothing));
      case Reply.Answer answer when answer.status() == 200 -> ok(answer, items);
      case Reply.Answer answer -> refused(answer);
    };
  }

  private static WriteResult trouble(Reply.Nothing nothing) {
    return nothing.lasting()
        ? new WriteResult.Pause(nothing.why())
        : new WriteResult.Retry(nothing.why(), null);
  }

  private static BulkReply refused(Reply.Answer answer) {
    int status = answer.status();
    String why = Answers.refusal(answer);
    return switch (status) {
      case 413 -> new TooLarge(why);
      case 400 -> new Unreadable(why);
      case 408, 425, 429 -> retry(why, answer);
      default ->
          status >= 500 || status < 300
              ? retry(why, answer)
              : new Trouble(new WriteResult.Pause(why));
    };
  }

  private static BulkReply retry(String why, Reply.Answer answer) {
    return new Trouble(new WriteResult.Retry(why, answer.retryAfter()));
  }

  private static BulkReply ok(Reply.Answer answer, int items) {
    List<Verdict> verdicts;
    try {
      verdicts = parse(answer.body());
    } catch (JacksonException e) {
      return retry(
          "half an answer, or none of Elasticsearch: " + Answers.shown(answer.body()), answer);
    }
    if (verdicts == null) {
      return retry("no answer of Elasticsearch: " + Answers.shown(answer.body()), answer);
    }
    if (verdicts.size() != items) {
      return retry("an answer for " + verdicts.size() + " documents instead of " + items, answer);
    }
    return new Items(verdicts);
  }

  /** Null when there is JSON, but not with a list of items. */
  private static @Nullable List<Verdict> parse(byte[] body) {
    List<Verdict> verdicts = null;
    try (JsonParser json = Json.parser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken value = json.nextToken();
        if (name.equals("items") && value == JsonToken.START_ARRAY) {
          verdicts = items(json);
        } else {
          json.skipChildren();
        }
      }
    }
    return verdicts;
  }

  private static List<Verdict> items(JsonParser json) {
    List<Verdict> verdicts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      // {"create": {...}}
      json.nextName();
      json.nextToken();
      verdicts.add(Verdict.of(item(json)));
      json.nextToken();
    }
    return verdicts;
  }

  private static Failure item(JsonParser json) {
    int status = 0;
    Failure failure = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "status" -> status = json.getIntValue();
        case "error" -> failure = Failure.read(json, 0);
        default -> json.skipChildren();
      }
    }
    return failure == null
        ? new Failure(status, "", "")
        : new Failure(status, failure.type(), failure.reason());
  }
}
