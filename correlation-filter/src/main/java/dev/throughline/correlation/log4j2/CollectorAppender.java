package dev.throughline.correlation.log4j2;

import dev.throughline.correlation.line.LineSender;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginConfiguration;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.jspecify.annotations.Nullable;

/**
 * {@code <Throughline name="THROUGHLINE"/>}: lines as JSON to the collector, in order, never
 * blocking; {@code tls="true"} encrypts. The line is made on the thread that logs, so that nothing
 * of the event has to be kept; everything else happens in {@link LineSender}.
 */
@Plugin(
    name = "Throughline",
    category = Core.CATEGORY_NAME,
    elementType = Appender.ELEMENT_TYPE,
    printObject = true)
public final class CollectorAppender extends AbstractAppender {
  /**
   * A stack trace of this many characters still goes whole; the collector's own limit is higher.
   */
  private static final int MAX_STRING_LENGTH = 64 * 1024;

  private static final Duration AT_THE_END = Duration.ofSeconds(2);

  private final Layout<?> lines;
  private final LineSender sender;

  private CollectorAppender(
      String name, @Nullable Filter filter, Layout<?> lines, LineSender sender) {
    super(name, filter, lines, true, Property.EMPTY_ARRAY);
    this.lines = lines;
    this.sender = sender;
  }

  /**
   * For Log4j2's configuration.
   *
   * @throws IllegalArgumentException when a setting of the way to the collector is wrong
   */
  @PluginFactory
  public static CollectorAppender create(
      @PluginAttribute("name") String name,
      @PluginAttribute("tls") boolean tls,
      @PluginElement("Filter") @Nullable Filter filter,
      @PluginElement("Layout") @Nullable Layout<?> layout,
      @PluginConfiguration Configuration configuration) {
    return new CollectorAppender(
        name,
        filter,
        layout == null ? json(configuration) : layout,
        LineSender.bySettings(tls, new Announcements()));
  }

  private static Layout<?> json(Configuration configuration) {
    return JsonTemplateLayout.newBuilder()
        .setConfiguration(configuration)
        .setEventTemplateUri("classpath:throughline/log4j2-template.json")
        .setEventDelimiter("\n")
        .setMaxStringLength(MAX_STRING_LENGTH)
        .build();
  }

  @Override
  public void start() {
    super.start();
    sender.start();
  }

  @Override
  public void append(LogEvent event) {
    long losses = Announcements.losses(event);
    if (losses == 0) {
      sender.offer(lines.toByteArray(event));
    } else {
      sender.offerReport(lines.toByteArray(event), losses);
    }
  }

  @Override
  public boolean stop(long timeout, TimeUnit unit) {
    setStopping();
    try {
      sender.stop(AT_THE_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return super.stop(timeout, unit);
  }
}
