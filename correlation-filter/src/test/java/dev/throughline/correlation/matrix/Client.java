package dev.throughline.correlation.matrix;

import java.net.URI;
import java.util.concurrent.CompletionStage;

/** A way to call another service; completed with the status of its answer. */
interface Client {
  CompletionStage<Integer> call(URI target);
}
