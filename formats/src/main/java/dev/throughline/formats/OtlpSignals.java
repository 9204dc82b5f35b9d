package dev.throughline.formats;

import dev.throughline.formats.DecodeResult.Decoded;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the signals of one OTLP request, batch by batch. */
final class OtlpSignals {
  private final Normaliser normaliser;
  private final List<Signal> signals = new ArrayList<>();
  private final List<Refusal> refused = new ArrayList<>();
  private int index;

  OtlpSignals(Normaliser normaliser) {
    this.normaliser = normaliser;
  }

  void add(OtlpBatch batch) {
    Resource resource = normaliser.resource(batch.resource);
    for (OtlpBatch.OfScope scoped : batch.scopes) {
      Map<String, Object> scope = Normaliser.scope(scoped.scope);
      for (Draft.OfSignal draft : scoped.records) {
        add(draft, signal(draft, resource, scope));
      }
    }
  }

  private @Nullable Signal signal(
      Draft.OfSignal draft, Resource resource, Map<String, Object> scope) {
    return switch (draft) {
      case Draft.OfSpan span -> normaliser.span(span, resource, scope);
      case Draft.OfLog log -> normaliser.log(log, resource, scope);
    };
  }

  private void add(Draft draft, @Nullable Signal signal) {
    if (signal == null) {
      refused.add(new Refusal(index, Objects.requireNonNull(draft.problem())));
    } else {
      signals.add(signal);
    }
    index++;
  }

  DecodeResult result() {
    return new Decoded(signals, refused);
  }
}
