package dev.throughline.journey.stitch;

import dev.throughline.journey.Because;
import dev.throughline.journey.Because.Edge;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.TimeRange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Why a row is one of those from which a journey was found: what of it was asked for. */
final class SeedReasons {
  private final Function<Row, Stream<Because>> reasons;
  private final Set<Tie> cut;

  private SeedReasons(Function<Row, Stream<Because>> reasons, Set<Tie> cut) {
    this.reasons = reasons;
    this.cut = cut;
  }

  /** The first reason that was not taken out; none for a row that is no seed. */
  Optional<Because> of(Row row) {
    return reasons.apply(row).filter(because -> !cut.contains(Tie.of(because))).findFirst();
  }

  /** A row within the window that names one of the handles. */
  static SeedReasons ofHandles(List<Set<Handle>> kinds, TimeRange window, Set<Tie> cut) {
    return new SeedReasons(
        row ->
            kinds.stream()
                .flatMap(Set::stream)
                .filter(handle -> Scope.isSeed(row, Set.of(handle), window))
                .map(SeedReasons::asked),
        cut);
  }

  /** A row within the window that names the person, or in which the person acts for another. */
  static SeedReasons ofPerson(Person person, TimeRange window, Set<Tie> cut) {
    return new SeedReasons(
        row ->
            window.contains(row.signal().time())
                ? row.reports().flatMap(report -> named(person, report))
                : Stream.of(),
        cut);
  }

  /** A message within the window that mentions a name which no record bears. */
  static SeedReasons ofMention(TextMention mention, String names, TimeRange window, Set<Tie> cut) {
    return new SeedReasons(
        row ->
            window.contains(row.signal().time()) && mention.isIn(row.signal())
                ? Stream.of(new Because(Edge.TEXT, names, null))
                : Stream.of(),
        cut);
  }

  private static Stream<Because> named(Person person, Signal report) {
    Stream<Because> acting =
        person.actsForAnother(report.ids())
            ? Stream.of(new Because(Edge.ACTS_AS, String.valueOf(report.ids().actorId()), null))
            : Stream.of();
    Stream<Because> named =
        report.ids().users().stream()
            .filter(person.names()::contains)
            .map(user -> new Because(Edge.USER, user.value(), null));
    return Stream.concat(acting, named);
  }

  /** What is said of a row that was found by a handle which was asked for. */
  static Because asked(Handle handle) {
    return switch (handle) {
      case Handle.Trace trace -> new Because(Edge.TRACE, trace.id().hex(), null);
      case Handle.Correlation correlation -> new Because(Edge.CORRELATION, correlation.id(), null);
      case Handle.Session session -> new Because(Edge.SESSION, session.id(), null);
      case Handle.User user -> new Because(Edge.USER, user.user().value(), null);
      case Handle.Actor actor -> new Because(Edge.ACTS_AS, actor.id(), null);
      case Handle.Message message -> new Because(Edge.MESSAGE, message.id(), null);
      case Handle.LinkTo link -> new Because(Edge.LINK, link.id().hex(), null);
      case Handle.Record one -> new Because(Edge.FIELD, "record=" + one.id(), null);
      case Handle.Field field -> new Because(Edge.FIELD, field.key() + "=" + field.value(), null);
      case Handle.Text text -> new Because(Edge.TEXT, text.words(), null);
    };
  }
}
