package dev.throughline.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Secrets that lie in files, as container platforms mount them, read as if they were variables. */
final class SecretFiles {
  private static final List<String> SECRETS =
      List.of("ELASTICSEARCH_USERNAME", "ELASTICSEARCH_PASSWORD", "ELASTICSEARCH_API_KEY");

  private SecretFiles() {}

  /**
   * For each secret {@code X}, what the file named by {@code X_FILE} holds, without a line end.
   *
   * @throws IllegalArgumentException when a file cannot be read
   */
  static Map<String, String> read(Map<String, String> environment) {
    Map<String, String> with = new HashMap<>(environment);
    for (String secret : SECRETS) {
      String file = environment.get(secret + "_FILE");
      if (file != null && !environment.containsKey(secret)) {
        try {
          with.put(secret, Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
          throw new IllegalArgumentException(
              secret + "_FILE names " + file + ", which cannot be read: " + e, e);
        }
      }
    }
    return with;
  }
}
