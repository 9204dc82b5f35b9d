package dev.throughline.agent;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.Collections;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sets the extension up where the agent is configured by properties. With a configuration file the
 * agent does not ask this class: see {@link DeclaredPropagator} and its neighbours.
 */
public final class AgentSetup implements AutoConfigurationCustomizerProvider {
  private static final Logger logger = Logger.getLogger(AgentSetup.class.getName());

  @Override
  public void customize(AutoConfigurationCustomizer agent) {
    try {
      agent.addPropertiesCustomizer(AgentSetup::settings);
      agent.addPropagatorCustomizer(
          (propagator, config) ->
              Failures.or(
                  TextMapPropagator.noop(), "guarded propagator", () -> guarded(propagator)));
      agent.addSamplerCustomizer(
          (sampler, config) -> Failures.or(sampler, "sampler", () -> new RequestSampler(sampler)));
      agent.addTracerProviderCustomizer(
          (provider, config) ->
              Failures.or(
                  provider, "span processor", () -> provider.addSpanProcessor(new IdsOnSpans())));
      agent.addLoggerProviderCustomizer(
          (provider, config) ->
              Failures.or(
                  provider,
                  "log processor",
                  () -> provider.addLogRecordProcessorFirst(new IdsOnLogs())));
    } catch (Exception | LinkageError e) {
      Failures.report("set-up", e);
    }
  }

  /** The last: another extension that sets {@code otel.propagators} later would take ours away. */
  @Override
  public int order() {
    return Integer.MAX_VALUE;
  }

  /** Ours and the W3C's for traces carry no baggage. */
  private static TextMapPropagator guarded(TextMapPropagator propagator) {
    return propagator instanceof CorrelationPropagator
            || propagator instanceof W3CTraceContextPropagator
        ? propagator
        : new GuardedPropagator(propagator);
  }

  private static Map<String, String> settings(ConfigProperties config) {
    try {
      Settings settings = Settings.use(config);
      Map<String, String> defaults = Defaults.missingIn(config);
      logger.log(
          Level.INFO, "throughline: {0}; set by default: {1}", new Object[] {settings, defaults});
      return defaults;
    } catch (Exception | LinkageError e) {
      Failures.report("settings", e);
      return Collections.emptyMap();
    }
  }
}
