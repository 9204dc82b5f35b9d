package dev.throughline.collector.intake;

import com.google.protobuf.CodedOutputStream;
import dev.throughline.collector.http.JsonAnswer;
import dev.throughline.formats.OtlpEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The bodies of OTLP/HTTP answers, in the encoding of the request: {@code Export*ServiceResponse}
 * and {@code google.rpc.Status}, two messages of two fields each.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp-response">OTLP/HTTP response</a>
 */
final class OtlpAnswer {
  private OtlpAnswer() {}

  /**
   * Success, in part if records were rejected.
   *
   * @param rejectedField {@code rejectedSpans} or {@code rejectedLogRecords}
   * @param why of the first rejected record
   */
  static byte[] success(OtlpEncoding encoding, String rejectedField, int rejected, String why) {
    if (encoding == OtlpEncoding.JSON) {
      return JsonAnswer.bytes(
          rejected == 0
              ? json -> {}
              : json -> {
                json.writeObjectPropertyStart("partialSuccess");
                // 64-bit integers are strings in protobuf's JSON form.
                json.writeStringProperty(rejectedField, Integer.toString(rejected));
                json.writeStringProperty("errorMessage", why);
                json.writeEndObject();
              });
    }
    byte[] partial =
        protobuf(
            out -> {
              out.writeInt64(1, rejected);
              out.writeString(2, why);
            });
    return rejected == 0 ? new byte[0] : protobuf(out -> out.writeByteArray(1, partial));
  }

  /** A {@code google.rpc.Status} for an HTTP status. */
  static byte[] failure(OtlpEncoding encoding, int httpStatus, String message) {
    int code = rpcCode(httpStatus);
    if (encoding == OtlpEncoding.JSON) {
      return JsonAnswer.bytes(
          json -> {
            json.writeNumberProperty("code", code);
            json.writeStringProperty("message", message);
          });
    }
    return protobuf(
        out -> {
          out.writeInt32(1, code);
          out.writeString(2, message);
        });
  }

  /** The code that {@code google/rpc/code.proto} has for the same thing. */
  private static int rpcCode(int httpStatus) {
    return switch (httpStatus) {
      case 403 -> 7;
      case 404 -> 5;
      case 405 -> 12;
      case 408 -> 4;
      case 503 -> 14;
      default -> 3;
    };
  }

  private interface ProtobufBody {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] protobuf(ProtobufBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      body.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot fail", e);
    }
    return bytes.toByteArray();
  }
}
