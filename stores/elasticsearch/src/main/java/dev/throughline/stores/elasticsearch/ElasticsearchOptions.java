package dev.throughline.stores.elasticsearch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster, and how it is used.
 *
 * @param nodes where the cluster listens, at least one, all with the same path
 * @param prefix what the names of all indices begin with
 * @param login how it knows us, or null
 * @param ca certificates to trust instead of the JDK's, in PEM, or null
 * @param insecure whether any certificate will do
 * @param gzip whether what is sent is compressed
 * @param install whether a writer installs its index template
 * @param retention how long records are kept, at least one day
 * @param dataStreams whether records go to data streams instead of one index per day
 * @param ilmPolicy the lifecycle policy that keeps the indices, or null when the store drops what
 *     is older than the retention itself
 * @param clock tells what is too old
 */
public record ElasticsearchOptions(
    List<URI> nodes,
    String prefix,
    @Nullable Login login,
    @Nullable Path ca,
    boolean insecure,
    boolean gzip,
    boolean install,
    Duration retention,
    boolean dataStreams,
    @Nullable String ilmPolicy,
    Clock clock) {

  static final String DEFAULT_PREFIX = "throughline";
  static final Duration DEFAULT_RETENTION = Duration.ofDays(30);

  public ElasticsearchOptions {
    nodes = List.copyOf(nodes);
    if (retention.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("retention " + retention + ", expected at least PT24H");
    }
  }

  /**
   * Reads {@code es:https://user:password@host:9200?index=throughline}; {@code
   * docs/elasticsearch.md} lists what may follow the question mark. Passwords and keys are better
   * given by the environment: {@code ELASTICSEARCH_USERNAME}, {@code ELASTICSEARCH_PASSWORD},
   * {@code ELASTICSEARCH_API_KEY}.
   *
   * @throws IllegalArgumentException naming what is wrong, never a password
   */
  public static ElasticsearchOptions parse(String address, Map<String, String> environment) {
    return new Address(address, environment).options();
  }

  public ElasticsearchOptions withRetention(Duration value) {
    return new ElasticsearchOptions(
        nodes, prefix, login, ca, insecure, gzip, install, value, dataStreams, ilmPolicy, clock);
  }

  public ElasticsearchOptions withClock(Clock value) {
    return new ElasticsearchOptions(
        nodes,
        prefix,
        login,
        ca,
        insecure,
        gzip,
        install,
        retention,
        dataStreams,
        ilmPolicy,
        value);
  }

  /** The cluster without what is secret: {@code es:https://host:9200}. */
  public String name() {
    String index = prefix.equals(DEFAULT_PREFIX) ? "" : "?index=" + prefix;
    return "es:" + nodes.getFirst() + index;
  }

  /** The name: a record's own form would list every field. */
  @Override
  public String toString() {
    return name();
  }
}
