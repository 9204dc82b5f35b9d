package dev.throughline.stores.elasticsearch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How a cluster knows us. Never prints what is secret. */
public sealed interface Login {

  /** The value of the header {@code Authorization}. */
  String header();

  /** A user and a password. */
  record Basic(String user, String password) implements Login {
    @Override
    public String header() {
      byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    @Override
    public String toString() {
      return "user " + user;
    }
  }

  /**
   * An API key.
   *
   * @param encoded as the cluster gave it out, Base64 of {@code id:key}
   */
  record ApiKey(String encoded) implements Login {
    @Override
    public String header() {
      return "ApiKey " + encoded;
    }

    @Override
    public String toString() {
      return "an API key";
    }
  }
}
