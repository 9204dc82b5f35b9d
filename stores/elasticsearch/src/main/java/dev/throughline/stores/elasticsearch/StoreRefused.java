package dev.throughline.stores.elasticsearch;

import java.io.IOException;

/**
 * A cluster that cannot be used as it is. The message is one line for the person who named it: what
 * it said, and what it takes.
 */
public final class StoreRefused extends IOException {
  private static final long serialVersionUID = 1;

  StoreRefused(String message) {
    super(message);
  }
}
