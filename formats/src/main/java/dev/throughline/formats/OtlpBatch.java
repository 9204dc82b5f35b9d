package dev.throughline.formats;

import java.util.ArrayList;
import java.util.List;

/**
 * What one resource sent, as the OTLP decoders fill it. Complete only at the end of its message:
 * the resource may come after its records.
 */
final class OtlpBatch {
  final Draft resource = new Draft();
  final List<OfScope> scopes = new ArrayList<>();

  /** What one instrumentation scope of the resource sent. */
  static final class OfScope {
    final Draft.OfScope scope = new Draft.OfScope();
    final List<Draft.OfSignal> records = new ArrayList<>();
  }
}
