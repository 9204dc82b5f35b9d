package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.store.WriteResult;
import dev.throughline.stores.elasticsearch.Template.Variant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Puts the index template into the cluster, once, unless it or a newer one is there. What the
 * cluster lacks is found by offering it the best variant first. Thread-safe.
 */
final class Installation {
  private static final String RIGHTS =
      "; a writer needs the cluster right manage_index_templates, or an administrator who installs"
          + " the template, and then ?install=false";

  private final Connection connection;
  private final ElasticsearchOptions options;
  private final Template template;
  private boolean done;

  Installation(Connection connection, ElasticsearchOptions options) {
    this.connection = connection;
    this.options = options;
    this.template = new Template(options);
    this.done = !options.install();
  }

  /** Makes sure of the template; null when it is there, else what stands in the way. */
  synchronized @Nullable WriteResult ensure() {
    if (done) {
      return null;
    }
    WriteResult hindered = isThere() instanceof Hindered there ? there.result() : null;
    return done ? null : hindered != null ? hindered : install();
  }

  private sealed interface Looked permits Hindered, Seen {}

  private record Hindered(WriteResult result) implements Looked {}

  private record Seen() implements Looked {}

  private Looked isThere() {
    Map<String, String> only = Map.of("filter_path", "index_templates.index_template.version");
    Reply reply = connection.send("GET", path(), only, null);
    if (reply instanceof Reply.Answer answer) {
      if (answer.isOk()) {
        done = version(answer.body()) >= Template.VERSION;
        return new Seen();
      }
      if (answer.status() == 404) {
        return new Seen();
      }
    }
    return new Hindered(hindrance(reply));
  }

  private String path() {
    return "/_index_template/" + template.name();
  }

  /** The number after {@code "version"} of the one template; 0 when there is none. */
  private static int version(byte[] answer) {
    try (JsonParser json = Json.parser(answer)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_INT && "version".equals(json.currentName())) {
          return json.getIntValue();
        }
      }
      return 0;
    } catch (JacksonException notJson) {
      return 0;
    }
  }

  private @Nullable WriteResult install() {
    Reply reply = null;
    for (Variant variant : variants()) {
      reply = connection.send("PUT", path(), Map.of(), template.body(variant));
      if (reply instanceof Reply.Answer answer && answer.isOk()) {
        done = true;
        return null;
      }
      if (!(reply instanceof Reply.Answer answer && answer.status() == 400)) {
        break;
      }
    }
    return hindrance(reply);
  }

  /** The best first. */
  private List<Variant> variants() {
    boolean lifecycle = options.dataStreams() && options.ilmPolicy() == null;
    return Stream.of(
            new Variant(true, true, lifecycle),
            new Variant(true, false, lifecycle),
            new Variant(true, false, false),
            new Variant(false, false, false))
        .distinct()
        .toList();
  }

  private static WriteResult hindrance(@Nullable Reply reply) {
    return switch (reply) {
      case Reply.Nothing nothing when nothing.lasting() -> new WriteResult.Pause(nothing.why());
      case Reply.Nothing nothing -> new WriteResult.Retry(nothing.why(), null);
      case Reply.Answer answer when answer.status() == 429 || answer.status() >= 500 ->
          new WriteResult.Retry(Answers.refusal(answer), answer.retryAfter());
      case Reply.Answer answer -> {
        String rights = answer.status() == 403 ? RIGHTS : "";
        yield new WriteResult.Pause("the index template: " + Answers.refusal(answer) + rights);
      }
      case null -> throw new IllegalStateException("no variant was offered");
    };
  }
}
