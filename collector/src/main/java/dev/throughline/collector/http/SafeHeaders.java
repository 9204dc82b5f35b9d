package dev.throughline.collector.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Headers that keep a browser from doing more with an answer than showing it. */
public final class SafeHeaders implements Handler {
  @Override
  public void handle(Context answer) {
    answer
        .header(
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store");
  }
}
