package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.FirstFailure;
import dev.throughline.correlation.request.ServedRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers the filters in every web application the container starts: the jar on the class path is
 * enough. Embedded servers that do not look for initializers are given one by hand.
 */
public final class CorrelationInitializer implements ServletContainerInitializer {
  private static final EnumSet<DispatcherType> DISPATCHES =
      EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
    if (!ServedRequest.isWanted()) {
      // An agent that takes over names requests by the mappings it sees.
      return;
    }
    try {
      register(context, "throughlineCorrelation", new CorrelationFilter(), false);
      register(context, "throughlineIdentity", new IdentityFilter(), true);
      context.addListener(new SessionIds());
      context.addListener(new LastLines());
    } catch (RuntimeException e) {
      FirstFailure.report("registering its filters in " + context.getContextPath(), e);
    }
  }

  private static void register(ServletContext context, String name, Filter filter, boolean last) {
    FilterRegistration.Dynamic registration = context.addFilter(name, filter);
    // Null: the application's own descriptor has registered it under this name.
    if (registration != null) {
      registration.setAsyncSupported(true);
      registration.addMappingForUrlPatterns(DISPATCHES, last, "/*");
    }
  }
}
