package dev.throughline.cli.source;

import dev.throughline.formats.DeadLetterChoiceJson;
import dev.throughline.formats.DeadLetterChoiceJson.Choice;
import dev.throughline.formats.DeadLetterChoiceJson.Result;
import dev.throughline.formats.DeadLetterPageJson;
import dev.throughline.formats.DeadLetterPageJson.Letter;
import dev.throughline.formats.DeadLetterPageJson.Page;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A collector's dead letters. Thread-safe. */
public final class DeadLetterDesk {
  private static final String PATH = "/api/v1/dead-letters";
  private static final int PAGE = 1_000;
  private static final int NOT_FOUND = 404;
  private static final int LARGEST_ANSWER = 64 << 20;

  private final CollectorHttp http;

  /**
   * @throws IllegalArgumentException when the text is no collector's address
   */
  public DeadLetterDesk(String uri) {
    http = CollectorHttp.at(uri);
  }

  /** The collector's address. */
  public String address() {
    return http.address();
  }

  /**
   * Up to a limit of letters, as one page.
   *
   * @param after only those behind this id, or null
   * @param reason only those whose reason contains this, or null
   */
  public Page list(int limit, @Nullable String after, @Nullable String reason) throws IOException {
    List<Letter> letters = new ArrayList<>();
    Page page = page(Math.min(limit, PAGE), after, reason);
    letters.addAll(page.letters());
    while (page.next() != null && letters.size() < limit) {
      page = page(Math.min(limit - letters.size(), PAGE), page.next(), reason);
      letters.addAll(page.letters());
    }
    return new Page(page.count(), page.parked(), letters, page.next());
  }

  private Page page(int limit, @Nullable String after, @Nullable String reason) throws IOException {
    StringBuilder path = new StringBuilder(PATH).append("?limit=").append(limit);
    append(path, "&after=", after);
    append(path, "&reason=", reason);
    return read(() -> http.get(path.toString()), new DeadLetterPageJson()::readPage);
  }

  private static void append(StringBuilder path, String name, @Nullable String value) {
    if (value != null) {
      path.append(name).append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  /** One letter with its record; empty when there is none of that id. */
  public Optional<Letter> letter(String id) throws IOException {
    String path = PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    try {
      return Optional.of(read(() -> http.get(path), new DeadLetterPageJson()::readLetter));
    } catch (CollectorHttp.Refused refused) {
      if (refused.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** Queues letters again. */
  public Result replay(Choice choice) throws IOException {
    return change("/replay", choice);
  }

  /** Removes letters for good. */
  public Result drop(Choice choice) throws IOException {
    return change("/drop", choice);
  }

  private Result change(String action, Choice choice) throws IOException {
    DeadLetterChoiceJson json = new DeadLetterChoiceJson();
    return read(() -> http.post(PATH + action, json.write(choice)), json::readResult);
  }

  private interface Request {
    InputStream send() throws IOException;
  }

  private static <T> T read(Request request, Function<byte[], T> reader) throws IOException {
    try (InputStream answer = request.send()) {
      return reader.apply(answer.readNBytes(LARGEST_ANSWER));
    } catch (IllegalArgumentException e) {
      throw new IOException("its answer is none of a collector: " + e.getMessage(), e);
    }
  }

  /** What went wrong, in words. */
  public static String reason(IOException e) {
    return Reasons.of(e);
  }
}
