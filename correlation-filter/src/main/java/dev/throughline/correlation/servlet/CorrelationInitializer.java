package dev.throughline.correlation.servlet;

import dev.throughline.correlation.request.ServedRequest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Registers the filters in every web application the container starts: the jar on the class path is
 * enough. Embedded servers that do not look for initializers are given one by hand.
 */
public final class CorrelationInitializer implements ServletContainerInitializer {
  private static final EnumSet<DispatcherType> DISPATCHES =
      EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
    try {
      requireLibraries();
      // An agent that takes over names requests by the mappings it sees.
      if (ServedRequest.isWanted()) {
        register(context);
      }
    } catch (RuntimeException | LinkageError e) {
      // To the server's own log: what is missing may be SLF4J.
      context.log("Throughline is not set up, the application goes on without it: " + e, e);
    }
  }

  /**
   * Loads a class of each: where one is missing, that is better known now than at every request.
   */
  private static void requireLibraries() {
    List<Class<?>> unused = List.of(MDC.class, Context.class, Span.class);
  }

  private static void register(ServletContext context) {
    register(context, "throughlineCorrelation", new CorrelationFilter(), false);
    register(context, "throughlineIdentity", new IdentityFilter(), true);
    context.addListener(new SessionIds());
    context.addListener(new LastLines());
    context.addListener(new Undeployment());
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
