package dev.throughline.formats;

import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The one JSON reader and writer: strict RFC 8259 with hard limits. Only Jackson's streaming core,
 * never its data binding: the command line starts with these classes.
 */
final class Json {
  /** No input nests deeper; sixty-four levels are more than any logger writes. */
  static final int MAX_DEPTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(1_000)
                  .maxNameLength(64 * 1024)
                  .build())
          .build();

  private Json() {}

  static JsonParser parser(byte[] json, int offset, int length) {
    return FACTORY.createParser(ObjectReadContext.empty(), json, offset, length);
  }

  static JsonParser parser(InputStream json) {
    return FACTORY.createParser(ObjectReadContext.empty(), json);
  }

  static JsonParser parser(byte[] json) {
    return parser(json, 0, json.length);
  }

  /**
   * Why bytes are not JSON, and where. Jackson's own messages repeat the input, which must not come
   * back to an unknown sender or into a log; only those about our limits are passed on.
   */
  static String reason(JacksonException thrown) {
    if (thrown instanceof StreamConstraintsException limit) {
      return limit.getOriginalMessage();
    }
    TokenStreamLocation at = thrown.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return thrown instanceof UnexpectedEndOfInputException
        ? "JSON ends too early" + where
        : "not JSON" + where;
  }

  static JsonGenerator generator(OutputStream out) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }
}
