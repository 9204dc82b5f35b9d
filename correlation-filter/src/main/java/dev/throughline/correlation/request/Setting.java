package dev.throughline.correlation.request;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting: what the application's own configuration says, else the system property, else the
 * environment variable of the same words.
 */
public final class Setting {
  private static volatile Function<String, @Nullable String> application = property -> null;

  /**
   * The value of {@code throughline.trust} or {@code THROUGHLINE_TRUST}; null if neither is set.
   */
  public static @Nullable String lookUp(String property) {
    String configured = configured(property);
    String value = configured != null ? configured : System.getProperty(property);
    return value != null ? value : System.getenv(environmentName(property));
  }

  /**
   * From now on a framework's configuration is asked first; it answers null for what is not set.
   */
  public static void readFrom(Function<String, @Nullable String> configuration) {
    application = configuration;
    Settings.forget();
  }

  private static @Nullable String configured(String property) {
    try {
      return application.apply(property);
    } catch (RuntimeException e) {
      FirstFailure.report("reading the setting " + property, e); // a placeholder for nothing, say
      return null;
    }
  }

  private static String environmentName(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private Setting() {}
}
