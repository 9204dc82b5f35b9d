package dev.throughline.correlation.request;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One setting: the system property, else the environment variable of the same words. */
public final class Setting {
  /**
   * The value of {@code throughline.trust} or {@code THROUGHLINE_TRUST}; null if neither is set.
   */
  public static @Nullable String lookUp(String property) {
    String value = System.getProperty(property);
    return value != null ? value : System.getenv(environmentName(property));
  }

  private static String environmentName(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private Setting() {}
}
