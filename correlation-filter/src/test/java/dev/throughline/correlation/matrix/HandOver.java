package dev.throughline.correlation.matrix;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A way for a request's work to get onto another thread. */
interface HandOver {
  CompletionStage<String> run(Host host, Supplier<CompletionStage<String>> work);
}
