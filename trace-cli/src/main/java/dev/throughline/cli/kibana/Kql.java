package dev.throughline.cli.kibana;

import dev.throughline.journey.Question;
import dev.throughline.journey.model.UserRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says a question in Kibana's query language. Every value is a quoted text, in which the language
 * knows no operator and no wildcard: what is asked for stays data.
 */
public final class Kql {
  /** Field names that mean themselves without quotes, whatever stands around them. */
  private static final Pattern PLAIN_FIELD = Pattern.compile("[\\w@][\\w@.-]*");

  private Kql() {}

  /**
   * The query that finds what names the question's handles. The window is not part of it, and what
   * stitching adds cannot be.
   */
  public static String of(Question question) {
    List<List<String>> kinds = new ArrayList<>();
    kinds.add(each(question.users(), Kql::user));
    kinds.add(each(question.sessions(), Kql::session));
    kinds.add(each(question.correlations(), id -> Stream.of(is("correlation.id", id))));
    kinds.add(each(question.traces(), id -> Stream.of(is("trace.id", id))));
    question
        .fields()
        .forEach((key, of) -> kinds.add(each(of, v -> Stream.of(is("attributes." + key, v)))));
    kinds.add(each(question.texts(), text -> Stream.of(is("message", text))));
    kinds.removeIf(List::isEmpty);
    return kinds.stream()
        .map(kind -> anyOf(kind, kinds.size() > 1))
        .collect(Collectors.joining(" and "));
  }

  private static List<String> each(List<String> values, Function<String, Stream<String>> clauses) {
    return values.stream().flatMap(clauses).distinct().toList();
  }

  /** A person by any of the names a journey would start from, or acting for somebody else. */
  private static Stream<String> user(String name) {
    return UserRef.readings(name).stream()
        .flatMap(
            ref ->
                ref.namespace() == UserRef.Namespace.USER_ID
                    ? Stream.of(is("user.id", ref.value()), is("user.actor.id", ref.value()))
                    : Stream.of(is(ref.namespace().attribute(), ref.value())));
  }

  private static Stream<String> session(String id) {
    return Stream.of(is("session.id", id), is("session.previous_id", id));
  }

  private static String anyOf(List<String> clauses, boolean amongOthers) {
    String joined = String.join(" or ", clauses);
    return amongOthers && clauses.size() > 1 ? "(" + joined + ")" : joined;
  }

  private static String is(String field, String value) {
    return (PLAIN_FIELD.matcher(field).matches() ? field : quoted(field)) + ":" + quoted(value);
  }

  /**
   * The same query for a terminal without Unicode; all that is not ASCII stands in quoted texts.
   */
  public static String ascii(String kql) {
    StringBuilder ascii = new StringBuilder(kql.length() + 16);
    kql.codePoints()
        .forEach(
            c -> {
              if (c < 0x7f) {
                ascii.append((char) c);
              } else {
                spell(ascii, c);
              }
            });
    return ascii.toString();
  }

  /** A quoted text; what a terminal would obey or hide is spelled out, which means the same. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int c) {
    switch (c) {
      case '"', '\\' -> quoted.append('\\').append((char) c);
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (isPrintable(c)) {
          quoted.appendCodePoint(c);
        } else {
          spell(quoted, c);
        }
      }
    }
  }

  private static void spell(StringBuilder quoted, int c) {
    for (char half : Character.toChars(c)) {
      quoted.append("\\u%04x".formatted((int) half));
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
