package dev.throughline.journey.stitch;

import dev.throughline.journey.Question;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * From a question to what the sources are asked first, and to the names the question means.
 *
 * <p>Phase 1. In: what was asked. Out: handles, kind by kind, and, once records are there, which of
 * a bare name's readings is meant. Only structured fields count: text is searched on request, or
 * when no record bears the name ({@link TextMention}).
 */
final class Seed {
  /** Clocks differ: a record a little outside of the window may have happened inside. */
  static final Duration MARGIN = Duration.ofMinutes(5);

  private Seed() {}

  /** The handles of each kind in the question; kinds that are not asked are absent. */
  static List<Set<Handle>> kinds(Question question) {
    List<Set<Handle>> kinds = new ArrayList<>();
    Set<Handle> users = new LinkedHashSet<>();
    question.users().forEach(user -> users.addAll(userHandles(user)));
    kinds.add(users);
    kinds.addAll(narrowKinds(question));
    kinds.removeIf(Set::isEmpty);
    return kinds;
  }

  /** As {@link #kinds}, without the users. */
  static List<Set<Handle>> narrowKinds(Question question) {
    List<Set<Handle>> kinds = new ArrayList<>();
    kinds.add(handles(question.sessions(), Handle.Session::new));
    kinds.add(handles(question.correlations(), Handle.Correlation::new));
    Set<Handle> traces = new LinkedHashSet<>();
    question
        .traces()
        .forEach(t -> TraceId.parse(t).ifPresent(id -> traces.add(new Handle.Trace(id))));
    kinds.add(traces);
    question
        .fields()
        .forEach((key, values) -> kinds.add(handles(values, v -> new Handle.Field(key, v))));
    kinds.add(handles(question.texts(), Handle.Text::new));
    kinds.removeIf(Set::isEmpty);
    return kinds;
  }

  private static Set<Handle> handles(List<String> values, Function<String, Handle> kind) {
    Set<Handle> handles = new LinkedHashSet<>();
    values.forEach(value -> handles.add(kind.apply(value)));
    return handles;
  }

  /** A bare name in every namespace, and as somebody who acts for another. */
  private static Set<Handle> userHandles(String user) {
    Set<Handle> handles = new LinkedHashSet<>();
    for (UserRef ref : UserRef.readings(user)) {
      handles.add(new Handle.User(ref));
      if (ref.namespace() == UserRef.Namespace.USER_ID) {
        handles.add(new Handle.Actor(ref.value()));
      }
    }
    return handles;
  }

  /**
   * The names the question means: of each bare name the first reading that any record bears, so
   * that the same text in another namespace stays somebody else.
   */
  static Set<UserRef> meant(Question question, Stream<Signal> records) {
    Set<UserRef> seen = new LinkedHashSet<>();
    records.forEach(
        record -> {
          seen.addAll(record.ids().users());
          String actor = record.ids().actorId();
          if (actor != null && !actor.isEmpty()) {
            seen.add(UserRef.userId(actor));
          }
        });
    Set<UserRef> meant = new LinkedHashSet<>();
    for (String user : question.users()) {
      UserRef.readings(user).stream().filter(seen::contains).findFirst().ifPresent(meant::add);
    }
    return meant;
  }

  static TimeRange window(Question question) {
    return question.window().padded(MARGIN);
  }
}
