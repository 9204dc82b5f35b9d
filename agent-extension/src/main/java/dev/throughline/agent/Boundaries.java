package dev.throughline.agent;

import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizer;
import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizer.InstrumentationType;
import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizerProvider;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Stands at the places where requests come in and calls go out, whatever library makes them. */
public final class Boundaries implements InstrumenterCustomizerProvider {
  private static final Logger logger = Logger.getLogger(Boundaries.class.getName());

  @Override
  public void customize(InstrumenterCustomizer customizer) {
    try {
      readSettings();
      guard(customizer);
    } catch (Exception | LinkageError e) {
      Failures.report("instrumentation", e);
    }
  }

  /**
   * With properties {@link AgentSetup} has read them, with a configuration file {@link
   * DeclaredPropagator}, if the file names it.
   */
  private static void readSettings() {
    Settings settings = Settings.useUnlessRead();
    if (settings != null && Settings.areDeclared()) {
      logger.log(
          Level.WARNING,
          "throughline: the configuration file does not name ''throughline'' under"
              + " propagator.composite: no correlation ids, no echo, and callers name no users;"
              + " from system properties and environment: {0}",
          settings);
    }
  }

  private static void guard(InstrumenterCustomizer customizer) {
    if (customizer.hasType(InstrumentationType.HTTP_SERVER)) {
      customizer.addContextCustomizer(IncomingBoundary.ofHttp());
      customizer.addAttributesExtractor(new PrincipalAsUser());
      customizer.addAttributesExtractor(new NewSession());
    } else if (customizer.hasType(InstrumentationType.RPC_SERVER)) {
      customizer.addContextCustomizer(IncomingBoundary.ofCalls());
    } else if (customizer.hasType(InstrumentationType.MESSAGING_CONSUMER_RECEIVE)
        || customizer.hasType(InstrumentationType.MESSAGING_CONSUMER_PROCESS)) {
      customizer.addContextCustomizer(new MessageBoundary());
    } else if (customizer.hasType(InstrumentationType.HTTP_CLIENT)
        || customizer.hasType(InstrumentationType.RPC_CLIENT)) {
      customizer.addContextCustomizer(OutgoingBoundary.ofCalls());
    } else if (customizer.hasType(InstrumentationType.MESSAGING_PRODUCER)) {
      customizer.addContextCustomizer(OutgoingBoundary.ofMessages());
    }
  }
}
