package dev.throughline.journey.diff;

import dev.throughline.journey.Step;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.Span;
import java.util.regex.Pattern;

/** Texts without what is different in every run: numbers, lengths and ids. */
final class Plain {
  private static final Pattern ID =
      Pattern.compile(
          "\\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\\b"
              + "|\\b(?=[a-fA-F]*[0-9])[0-9a-fA-F]{8,}\\b"
              // A word may end in a digit or two: oauth2, but no order is called so.
              + "|\\b(?![A-Za-z]+[0-9]{1,2}\\b)(?=[A-Za-z_]*[0-9])\\w{6,}\\b");

  private static final Pattern NUMBER = Pattern.compile("\\b[0-9]+(?:[.,][0-9]+)*[a-zA-Z]{0,3}\\b");

  private Plain() {}

  static String text(String text) {
    return NUMBER.matcher(ID.matcher(text).replaceAll("{id}")).replaceAll("{n}");
  }

  /** A step's own part of its way. */
  static String hop(Step step) {
    String name =
        switch (step.signal()) {
          case Span span -> span.name();
          case LogRecord log when log.eventName() != null -> log.eventName();
          case LogRecord log -> log.body();
        };
    return text(name) + "@" + step.service();
  }
}
