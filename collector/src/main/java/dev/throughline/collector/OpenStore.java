package dev.throughline.collector;

import dev.throughline.journey.store.ProcessReader;
import dev.throughline.journey.store.SignalCodec;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.StoreWriter;
import dev.throughline.journey.store.UserDirectory;
import dev.throughline.stores.elasticsearch.ElasticsearchStore;
import dev.throughline.stores.lucene.LuceneOptions;
import dev.throughline.stores.lucene.LuceneStore;
import java.io.IOException;

/** An open store, by what the collector needs of it. */
record OpenStore(
    StoreWriter writer, StoreReader reader, UserDirectory users, ProcessReader processes) {

  /**
   * @throws StartRefused for what the operator has to change before anything can be kept
   */
  static OpenStore open(CollectorOptions options, SignalCodec codec)
      throws StartRefused, IOException {
    return switch (options.store()) {
      case StoreChoice.Embedded embedded ->
          of(
              LuceneStore.open(
                  options.data().resolve("store"),
                  codec,
                  LuceneOptions.DEFAULT.withRetention(options.retention())));
      case StoreChoice.Elasticsearch cluster -> elasticsearch(options, cluster);
    };
  }

  private static OpenStore elasticsearch(
      CollectorOptions options, StoreChoice.Elasticsearch cluster) throws StartRefused {
    try {
      return of(ElasticsearchStore.connect(cluster.options().withRetention(options.retention())));
    } catch (IllegalArgumentException e) {
      throw new StartRefused("--store: " + e.getMessage(), e);
    }
  }

  private static <S extends StoreWriter & StoreReader & UserDirectory & ProcessReader> OpenStore of(
      S store) {
    return new OpenStore(store, store, store, store);
  }

  /** Such as {@code es:https://search.example:9200}; nothing secret is in it. */
  String name() {
    return reader.name();
  }
}
