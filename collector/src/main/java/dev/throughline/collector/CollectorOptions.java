package dev.throughline.collector;

import dev.throughline.collector.queue.QueueOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * What a collector is told.
 *
 * @param data the folder for everything it keeps
 * @param store where records are kept
 * @param host the address all ports listen on
 * @param intakePort OTLP and lines over HTTP; 0 for any free one, as the other two
 * @param jsonPort lines over TCP
 * @param queryPort API, health and metrics
 * @param insecure whether {@code host} may be an address that others can reach
 * @param allowHosts names that requests to the query port may be for
 * @param allowOrigins web origins whose pages may send data
 * @param retention how long records are kept
 * @param queue the queue's sizes
 * @param drainDelay how long to serve on after TERM, for balancers to notice that it is not ready
 */
record CollectorOptions(
    Path data,
    StoreChoice store,
    String host,
    int intakePort,
    int jsonPort,
    int queryPort,
    boolean insecure,
    Set<String> allowHosts,
    Set<String> allowOrigins,
    Duration retention,
    QueueOptions queue,
    Duration drainDelay) {}
