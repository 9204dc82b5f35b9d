package dev.throughline.correlation.log4j2;

import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.layout.template.json.resolver.EventResolverContext;
import org.apache.logging.log4j.layout.template.json.resolver.EventResolverFactory;
import org.apache.logging.log4j.layout.template.json.resolver.TemplateResolver;
import org.apache.logging.log4j.layout.template.json.resolver.TemplateResolverConfig;
import org.apache.logging.log4j.layout.template.json.resolver.TemplateResolverFactory;

/** {@code {"$resolver": "throughline"}} in a template of JsonTemplateLayout. */
@Plugin(name = "ThroughlineResolverFactory", category = TemplateResolverFactory.CATEGORY)
public final class ProcessResolverFactory implements EventResolverFactory {
  private static final ProcessResolverFactory INSTANCE = new ProcessResolverFactory();

  /** For Log4j2's plugin system. */
  @PluginFactory
  public static ProcessResolverFactory getInstance() {
    return INSTANCE;
  }

  @Override
  public String getName() {
    return "throughline";
  }

  @Override
  public TemplateResolver<LogEvent> create(
      EventResolverContext context, TemplateResolverConfig config) {
    EventContext.numberEvents();
    return new ProcessResolver();
  }

  private ProcessResolverFactory() {}
}
