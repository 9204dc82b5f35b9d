package dev.throughline.correlation.jwt;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads some members of a JSON object (RFC 8259), and of an object directly in it, and passes over
 * all others. What it costs is bounded by the text's length: nothing recurses further than that,
 * and what nobody looks into need only be balanced. A member that is looked for and comes twice
 * makes the whole text unreadable, for another reader may take the other one.
 */
final class FlatJson {
  /** Stands for a value that is neither text nor number. */
  static final Object OTHER = Boolean.FALSE;

  private static final char END = 0; // not valid anywhere in JSON
  private static final int LONGEST_NUMBER = 24;

  private final String json;
  private final Set<String> wanted;
  private final Map<String, Object> found = new HashMap<>();
  private int at;
  private boolean broken;

  private FlatJson(String json, Set<String> wanted) {
    this.json = json;
    this.wanted = wanted;
  }

  /**
   * The members that are there, each a {@link String}, a {@link Long} or {@link #OTHER}; null if
   * the text is not one JSON object.
   *
   * @param wanted names; one with a dot is a member of a member, for example {@code act.sub}
   */
  static @Nullable Map<String, Object> read(String json, Set<String> wanted) {
    FlatJson reader = new FlatJson(json, wanted);
    reader.object("");
    reader.space();
    return reader.broken || reader.at < json.length() ? null : reader.found;
  }

  private void object(String prefix) {
    expect('{');
    if (next('}')) {
      return;
    }
    do {
      space();
      String name = string();
      expect(':');
      // A name that has a dot itself is none of the names with a dot.
      value(name.indexOf('.') < 0 ? prefix + name : "");
    } while (next(','));
    expect('}');
  }

  private void value(String name) {
    space();
    switch (peek()) {
      case '"' -> keep(name, string());
      case '[' -> passOver(name);
      case '{' -> {
        if (isWantedInside(name)) {
          object(name + ".");
        } else {
          passOver(name);
        }
      }
      default -> literal(name);
    }
  }

  private boolean isWantedInside(String name) {
    return wanted.stream().anyMatch(path -> path.startsWith(name + "."));
  }

  private void passOver(String name) {
    keep(name, OTHER);
    int depth = 0;
    do {
      switch (peek()) {
        case '"' -> string();
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        case END -> fail();
        default -> at++;
      }
    } while (depth > 0 && !broken);
  }

  private void literal(String name) {
    int from = at;
    while (isLiteral(peek())) {
      at++;
    }
    String literal = json.substring(from, at);
    if (literal.equals("true") || literal.equals("false") || literal.equals("null")) {
      keep(name, OTHER);
    } else if (literal.length() <= LONGEST_NUMBER
        && literal.chars().allMatch(FlatJson::isNumeric)) {
      number(name, literal);
    } else {
      fail();
    }
  }

  private void number(String name, String literal) {
    try {
      keep(name, (long) Double.parseDouble(literal)); // whole seconds up to 2^53 are exact
    } catch (NumberFormatException notANumber) {
      fail();
    }
  }

  private static boolean isLiteral(char c) {
    return (c >= 'a' && c <= 'z') || isNumeric(c);
  }

  private static boolean isNumeric(int c) {
    return (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0;
  }

  private void keep(String name, Object value) {
    if (wanted.contains(name) && found.put(name, value) != null) {
      fail();
    }
  }

  private String string() {
    expect('"');
    StringBuilder text = new StringBuilder();
    while (peek() != '"' && !broken) {
      char c = peek();
      at++;
      if (c < 0x20) {
        fail();
      } else {
        text.append(c == '\\' ? escaped() : c);
      }
    }
    expect('"');
    return text.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> {
        fail();
        yield END;
      }
    };
  }

  private char hex() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0 || peek() > 'f') {
        fail();
        return END;
      }
      value = value << 4 | digit;
      at++;
    }
    return (char) value;
  }

  private void expect(char c) {
    if (!next(c)) {
      fail();
    }
  }

  private boolean next(char c) {
    space();
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void space() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      at++;
    }
  }

  private char peek() {
    return at < json.length() ? json.charAt(at) : END;
  }

  private void fail() {
    broken = true;
    at = json.length();
  }
}
