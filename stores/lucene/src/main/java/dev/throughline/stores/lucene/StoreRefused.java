package dev.throughline.stores.lucene;

import java.io.IOException;

/**
 * A folder that cannot be used as a store. The message is one line for the person who named the
 * folder: what is there, what was expected. Nothing in the folder was changed.
 */
public final class StoreRefused extends IOException {
  private static final long serialVersionUID = 1;

  StoreRefused(String message) {
    super(message);
  }
}
