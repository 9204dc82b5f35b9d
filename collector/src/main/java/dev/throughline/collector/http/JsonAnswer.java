package dev.throughline.collector.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Answers that are one JSON object. */
public final class JsonAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonAnswer() {}

  /** Writes the fields of an object. */
  public interface Fields {
    void write(JsonGenerator json);
  }

  public static byte[] bytes(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  public static void send(Context request, Fields fields) {
    request.contentType("application/json").result(bytes(fields));
  }

  /** {@code {"error": why}} */
  public static void error(Context request, int status, String why) {
    send(request.status(status), json -> json.writeStringProperty("error", why));
  }
}
