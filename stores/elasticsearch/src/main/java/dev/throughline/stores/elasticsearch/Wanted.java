package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.ProcessReader.Look;
import dev.throughline.journey.store.ProcessReader.Process;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/**
 * What is read.
 *
 * @param questions what to ask, one after the other; together they find at least what is wanted
 * @param overlap whether two of them may find the same record
 * @param matches what decides
 * @param range all of it lies within
 */
record Wanted(
    List<Question> questions,
    boolean overlap,
    Predicate<Signal> matches,
    TimeRange range,
    int limit) {

  /** How many handles go into one question; a cluster takes 65,536 terms unless told otherwise. */
  private static final int MOST_HANDLES = 8_192;

  private static final int MOST_PROCESSES = 64;

  /** Writes the value of {@code query}. */
  interface Question {
    void write(JsonGenerator json);
  }

  static Wanted of(Query query) {
    List<List<Handle>> parts = parts(List.copyOf(query.anyOf()), MOST_HANDLES);
    return new Wanted(
        parts.stream().<Question>map(p -> new HandleQuery(p, query.range())::write).toList(),
        parts.size() > 1,
        matches(query),
        query.range(),
        query.limit());
  }

  private static Predicate<Signal> matches(Query query) {
    // The handles that no record lists are asked one by one, the others are looked up.
    List<Handle> unlisted =
        query.anyOf().stream()
            .filter(handle -> handle instanceof Handle.Field || handle instanceof Handle.Text)
            .toList();
    return signal ->
        query.range().contains(signal.time())
            && (Handle.namedBy(signal).stream().anyMatch(query.anyOf()::contains)
                || unlisted.stream().anyMatch(handle -> handle.matches(signal)));
  }

  static Wanted of(Look look) {
    List<Question> questions = new ArrayList<>();
    for (List<Process> part : parts(List.copyOf(look.stays().processes()), MOST_PROCESSES)) {
      questions.add(new ProcessQuery(part, look)::write);
    }
    return new Wanted(questions, false, look::matches, look.stays().span(), look.limit());
  }

  private static <T> List<List<T>> parts(List<T> all, int size) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      parts.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return parts;
  }
}
