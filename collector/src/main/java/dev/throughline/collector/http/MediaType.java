package dev.throughline.collector.http;

import io.javalin.http.Context;
import java.util.Locale;

/** The content type of a request. */
public final class MediaType {
  private MediaType() {}

  /** Without its parameters, in lower case; empty when there is none. */
  public static String of(Context request) {
    String type = request.contentType();
    if (type == null) {
      return "";
    }
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }
}
