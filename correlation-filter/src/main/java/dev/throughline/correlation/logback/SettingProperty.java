package dev.throughline.correlation.logback;

import ch.qos.logback.core.PropertyDefinerBase;
import dev.throughline.correlation.request.Setting;

/**
 * A setting as a variable of a Logback configuration: Logback itself knows system properties and
 * the environment, and nothing of an {@code application.yaml}.
 */
public final class SettingProperty extends PropertyDefinerBase {
  private String setting = "";
  private String fallback = "";

  /** Its name, as a system property. */
  public void setSetting(String setting) {
    this.setting = setting;
  }

  /** The value where it is not set, or blank. */
  public void setFallback(String fallback) {
    this.fallback = fallback;
  }

  @Override
  public String getPropertyValue() {
    String value = Setting.lookUp(setting);
    return value == null || value.isBlank() ? fallback : value.strip();
  }
}
