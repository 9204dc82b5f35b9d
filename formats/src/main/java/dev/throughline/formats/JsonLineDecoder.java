package dev.throughline.formats;

import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.formats.DecodeResult.Malformed;
import dev.throughline.journey.model.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON log lines, whoever wrote them: the dialects differ in their names only, and {@link
 * FieldTable} has those. Thread-safe.
 */
public final class JsonLineDecoder {
  /**
   * A body of lines that end in LF or CRLF. Blank ones are skipped; a bad one is refused, its mates
   * are kept.
   */
  public DecodeResult lines(byte[] ndjson, Intake in) {
    Ordinals ordinals = Ordinals.exact();
    List<Signal> signals = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    int index = 0;
    for (int start = Lines.afterBom(ndjson); start < ndjson.length; ) {
      int end = Lines.end(ndjson, start);
      if (!Lines.isBlank(ndjson, start, end)) {
        switch (line(Arrays.copyOfRange(ndjson, start, end), in, ordinals)) {
          case Decoded line -> signals.addAll(line.signals());
          case Malformed line -> refused.add(new Refusal(index, line.reason()));
        }
        index++;
      }
      start = end + 1;
    }
    return new Decoded(signals, refused);
  }

  /**
   * One line without its end; blank is an empty answer.
   *
   * @param ordinals of the connection or file that the line is from
   */
  public DecodeResult line(byte[] line, Intake in, Ordinals ordinals) {
    if (Lines.isBlank(line, 0, line.length)) {
      return new Decoded(List.of(), List.of());
    }
    byte[] utf8 = Text.repaired(line);
    Draft.OfLog draft = new Draft.OfLog();
    draft.sourceRepaired = utf8 != line;
    try (JsonParser json = Json.parser(utf8)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return new Malformed("not a JSON object");
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        draft.put(name, JsonValues.read(json));
      }
      if (json.nextToken() != null) {
        return new Malformed("something follows the JSON object");
      }
    } catch (JacksonException notJson) {
      return new Malformed(Json.reason(notJson));
    }
    return new Decoded(List.of(new Normaliser(in, ordinals).line(draft)), List.of());
  }
}
