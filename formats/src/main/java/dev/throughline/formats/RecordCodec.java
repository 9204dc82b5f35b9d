package dev.throughline.formats;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.store.SignalCodec;
import java.io.ByteArrayOutputStream;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The canonical form of one record: a JSON object on one line, without loss. Queue, stores and the
 * query API carry it. Names are short and never change their meaning; what is absent is left out:
 *
 * <pre>
 * v      version of the form, 1; always first
 * k      "span" or "log"
 * id     record id                     t      raw time          r     receive time
 * o      origin                        a      attributes        res   resource: s service, i instance,
 * trace  trace id                      span   span id                 v version, hi host.id, hn host.name,
 * flags  trace flags                   corr   correlation id          kn node, kp pod, a attributes
 * sess   session id                    prev   previous session
 * users  [namespace, value, ...]       actor  acting user       msgs  message ids
 * logs:  sev, lvl, body, event, seq
 * spans: parent, end, name, kind, status, smsg, links [{t, s, a}], events [{t, n, a}]
 * </pre>
 *
 * <p>Times are RFC 3339 in UTC with nine fractional digits. In attributes a number without point
 * and exponent is a long, any other a double; a double that JSON has no number for is {@code
 * {"d":"NaN"}}.
 *
 * <p>Any text comes back as it was: surrogates are written as JSON escapes, also one without its
 * partner. Only in the name of an attribute that one becomes U+FFFD.
 */
public final class RecordCodec implements SignalCodec {
  /** The newest version that this class writes and reads. */
  static final int VERSION = 1;

  private static final Pattern START = Pattern.compile("\\{\"v\":[0-9]+,\"k\":\"");
  private static final int START_LENGTH = 24;

  /** Whether a line can only be a record in this form, of whatever version. */
  static boolean isRecord(byte[] line) {
    if (line.length < START_LENGTH || line[1] != '"' || line[2] != 'v') {
      return false;
    }
    return START.matcher(new String(line, 0, START_LENGTH, US_ASCII)).lookingAt();
  }

  @Override
  public byte[] encode(Signal signal) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = Json.generator(out)) {
      new RecordWriter(json).write(signal);
    }
    return out.toByteArray();
  }

  @Override
  public Signal decode(byte[] bytes) {
    try (JsonParser json = Json.parser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not a record: expected a JSON object");
      }
      Signal signal = new RecordReader(json).read();
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("not a record: something follows the JSON object");
      }
      return signal;
    } catch (JacksonException damaged) {
      throw new IllegalArgumentException("not a record: " + damaged.getOriginalMessage(), damaged);
    }
  }
}
