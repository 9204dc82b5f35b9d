package dev.throughline.stores.lucene;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lucene logs a warning at its first use where the JDK's incubating vector module is off. It speeds
 * up vector search, which nobody does here, and the warning would be the first line that the
 * command line shows to its user.
 */
final class LuceneNotices {
  /** Kept, as a logger that nobody holds loses its level. */
  private static final Logger VECTORIZATION =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  private LuceneNotices() {}

  static void silence() {
    VECTORIZATION.setLevel(Level.SEVERE);
  }
}
