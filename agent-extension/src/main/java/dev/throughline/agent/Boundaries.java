package dev.throughline.agent;

import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizer;
import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizer.InstrumentationType;
import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizerProvider;

/** Stands at the places where requests come in and calls go out, whatever library makes them. */
public final class Boundaries implements InstrumenterCustomizerProvider {
  @Override
  public void customize(InstrumenterCustomizer customizer) {
    try {
      guard(customizer);
    } catch (Exception | LinkageError e) {
      Failures.report("instrumentation", e);
    }
  }

  private static void guard(InstrumenterCustomizer customizer) {
    if (customizer.hasType(InstrumentationType.HTTP_SERVER)) {
      customizer.addContextCustomizer(IncomingBoundary.ofHttp());
      customizer.addAttributesExtractor(new PrincipalAsUser());
      customizer.addAttributesExtractor(new NewSession());
    } else if (customizer.hasType(InstrumentationType.RPC_SERVER)) {
      customizer.addContextCustomizer(IncomingBoundary.ofCalls());
    } else if (customizer.hasType(InstrumentationType.HTTP_CLIENT)
        || customizer.hasType(InstrumentationType.RPC_CLIENT)
        || customizer.hasType(InstrumentationType.MESSAGING_PRODUCER)) {
      customizer.addContextCustomizer(new OutgoingBoundary());
    }
  }
}
