package dev.throughline.stores.elasticsearch.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that looks like a cluster and goes wrong as the script says, on a free port of the
 * loopback interface. It keeps every copy of every document, so that a test can count what was lost
 * and what came twice. It finds nothing: searching it is empty. Thread-safe.
 */
public final class FakeElasticsearch implements AutoCloseable {
  private static final ItemError WRONG_PASSWORD =
      new ItemError(401, "security_exception", "unable to authenticate user [writer]");
  private static final Set<String> SETUP =
      Set.of("_index_template", "_component_template", "_ilm", "_ingest");

  private final Documents documents = new Documents();
  private final Map<String, String> setup = new ConcurrentHashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger bulkCalls = new AtomicInteger();
  private final Queue<Fault> once = new ArrayDeque<>();
  private volatile IntFunction<@Nullable Fault> script = call -> null;
  private volatile @Nullable String authorization;
  private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer server;
  private int port;

  /** A request as it came. */
  public record Seen(String method, String path, String authorization, int bytes) {}

  private FakeElasticsearch() {}

  public static FakeElasticsearch start() {
    FakeElasticsearch fake = new FakeElasticsearch();
    fake.open();
    return fake;
  }

  /** Such as {@code http://127.0.0.1:39201}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Listens again after {@link #shut}, on the same port. */
  public synchronized void open() {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer listening = HttpServer.create(address, 0);
      listening.createContext("/", this::handle);
      listening.setExecutor(handlers);
      listening.start();
      port = listening.getAddress().getPort();
      server = listening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nobody listens any more; what it holds stays. */
  public synchronized void shut() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  /** The faults of the next bulk requests, one each. */
  public void next(Fault... faults) {
    synchronized (once) {
      once.addAll(List.of(faults));
    }
  }

  /** From now on every bulk request goes wrong in this way; null for none. */
  public void always(@Nullable Fault fault) {
    script = call -> fault;
  }

  /** From now on the fault of each bulk request by its number, from 1; null for none. */
  public void script(IntFunction<@Nullable Fault> faults) {
    script = faults;
  }

  /** From now on only this user gets in. */
  public void password(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    authorization = "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** From now on everybody gets in. */
  public void letEverybodyIn() {
    authorization = null;
  }

  /** As after a roll-over: the documents stay, and their ids are free again. */
  public void forgetIds() {
    documents.forgetIds();
  }

  /** Every copy of every document, by id. */
  public Map<String, List<String>> documents() {
    return documents.copies();
  }

  /** The indices that documents went to. */
  public Set<String> indices() {
    return documents.indices();
  }

  /** The requests that came, whatever they were answered. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  public int bulkCalls() {
    return bulkCalls.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Call call = Call.of(exchange);
    seen.add(
        new Seen(call.method(), call.path(), call.header("Authorization"), call.body().length));
    String expected = authorization;
    if (expected != null && !expected.equals(call.header("Authorization"))) {
      call.with("WWW-Authenticate", "Basic realm=\"security\"").error(WRONG_PASSWORD);
    } else if (call.path().endsWith("/_bulk")) {
      bulk(call);
    } else {
      answer(call);
    }
  }

  private void bulk(Call call) throws IOException {
    Fault fault = fault(bulkCalls.incrementAndGet());
    List<BulkOperation> operations;
    try {
      operations = BulkOperation.read(call.body());
    } catch (IllegalArgumentException e) {
      call.error(new ItemError(400, "illegal_argument_exception", String.valueOf(e.getMessage())));
      return;
    }
    Fault.Store store = refuses -> carryOut(operations, refuses);
    if (fault == null) {
      call.json(200, store.answer());
    } else {
      fault.on(call, store);
    }
  }

  private @Nullable Fault fault(int call) {
    synchronized (once) {
      Fault fault = once.poll();
      return fault != null ? fault : script.apply(call);
    }
  }

  private String carryOut(
      List<BulkOperation> operations, Function<BulkOperation, @Nullable ItemError> refuses) {
    List<@Nullable ItemError> errors = new ArrayList<>();
    for (BulkOperation operation : operations) {
      ItemError refused = refuses.apply(operation);
      errors.add(refused != null ? refused : documents.apply(operation));
    }
    return Json.bulk(operations, errors);
  }

  private void answer(Call call) throws IOException {
    String[] parts = call.path().substring(1).split("/", -1);
    String last = parts[parts.length - 1];
    if (call.path().equals("/")) {
      call.json(
          200,
          "{\"name\":\"fake\",\"cluster_name\":\"fake\",\"version\":{\"number\":\"9.0.0\","
              + "\"build_flavor\":\"default\"},\"tagline\":\"You Know, for Search\"}");
    } else if (SETUP.contains(parts[0])) {
      setup(call, last);
    } else if (last.equals("_pit")) {
      call.json(200, "{\"id\":\"a-point-in-time\",\"succeeded\":true,\"num_freed\":1}");
    } else if (last.equals("_search")) {
      call.json(
          200,
          "{\"took\":1,\"timed_out\":false,\"pit_id\":\"a-point-in-time\",\"hits\":{\"total\":"
              + "{\"value\":0,\"relation\":\"eq\"},\"hits\":[]}}");
    } else if (last.equals("_alias")) {
      call.json(200, Json.names(matching(parts[0]), "{\"aliases\":{}}"));
    } else if (call.method().equals("DELETE")) {
      matching(parts[0]).forEach(documents::removeIndex);
      call.json(200, "{\"acknowledged\":true}");
    } else {
      call.error(new ItemError(404, "resource_not_found_exception", "the fake has no such page"));
    }
  }

  private void setup(Call call, String name) throws IOException {
    if (call.method().equals("PUT")) {
      setup.put(call.path(), call.text());
      call.json(200, "{\"acknowledged\":true}");
    } else if (setup.containsKey(call.path())) {
      String template = "{\"name\":" + Json.text(name) + ",\"index_template\":";
      String one = template + setup.get(call.path()) + "}";
      call.json(200, "{\"index_templates\":" + Json.list(List.of(one)) + "}");
    } else {
      call.error(new ItemError(404, "resource_not_found_exception", "[" + name + "] is not there"));
    }
  }

  private List<String> matching(String patterns) {
    List<String> matching = new ArrayList<>();
    for (String pattern : patterns.split(",")) {
      Pattern glob = Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
      documents.indices().stream()
          .filter(index -> glob.matcher(index).matches())
          .forEach(matching::add);
    }
    return matching;
  }

  @Override
  public void close() {
    shut();
    handlers.shutdownNow();
  }
}
