package dev.throughline.stores.elasticsearch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds candidates for "contains this text, whatever the case" in a field of Elasticsearch's
 * standard analyser. Its rules (Unicode Standard Annex 29) never cut within a run of letters and
 * digits of the Latin and Cyrillic scripts, unless the word is longer than 255 characters. So every
 * such run of the text is a part of some word of a message that contains it. Runs of other scripts
 * select nothing; what is too much, the check of the record takes away.
 */
final class Words {
  /** Where the analyser cuts words; a message with a longer one is marked and always looked at. */
  private static final int LONGEST = 255;

  /** More parts than this select no better and cost a walk through all words each. */
  private static final int MOST_PARTS = 4;

  private static final int SHORTEST = 3;

  private Words() {}

  static boolean hasLongWord(String message) {
    int run = 0;
    for (int i = 0; i < message.length(); i++) {
      run = Character.isWhitespace(message.charAt(i)) ? 0 : run + 1;
      if (run > LONGEST) {
        return true;
      }
    }
    return false;
  }

  /** The longest runs of a text, in lower case, each a part of a word; may be none. */
  static List<String> parts(String text) {
    List<String> runs = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    for (char c : (text.toLowerCase(Locale.ROOT) + ' ').toCharArray()) {
      if (isKept(c)) {
        run.append(c);
      } else if (run.length() >= SHORTEST) {
        runs.add(run.toString());
        run.setLength(0);
      } else {
        run.setLength(0);
      }
    }
    runs.sort(Comparator.comparingInt(String::length).reversed());
    return runs.subList(0, Math.min(MOST_PARTS, runs.size()));
  }

  private static boolean isKept(char c) {
    boolean script = c < 0x250 || (c >= 0x400 && c < 0x530);
    return script && Character.isLetterOrDigit(c);
  }
}
