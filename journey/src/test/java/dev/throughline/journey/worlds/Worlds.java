package dev.throughline.journey.worlds;

import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.worlds.Knobs.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Makes worlds: persons with their habits, let loose on the {@link Shop}. */
public final class Worlds {
  private static final long MILLI = 1_000_000;

  private final Knobs knobs;
  private final Random random;
  private final Recorder recorder;
  private final Shop shop;
  private final PriorityQueue<Deed> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Deed::at).thenComparingInt(Deed::order));
  private final List<String> users = new ArrayList<>();
  private int deeds;

  private Worlds(long seed, Knobs knobs) {
    this.knobs = knobs;
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.recorder = new Recorder(knobs, random);
    this.shop = new Shop(recorder, knobs, random);
  }

  /** The same seed and knobs make the same world. */
  public static World generate(long seed, Knobs knobs) {
    return new Worlds(seed, knobs).run(seed);
  }

  /** Something a person does at a time. */
  private record Deed(long at, int order, LongConsumer what) {}

  /** How a person is known while visiting. */
  private record Guise(
      Set<String> owners,
      boolean unsure,
      String session,
      @Nullable String user,
      @Nullable String actor) {}

  private World run(long seed) {
    for (int user = 0; user < knobs.users(); user++) {
      users.add("u-" + user);
    }
    for (int user = 0; user < knobs.users(); user++) {
      ownDevice(user);
    }
    for (int device = 0; device < knobs.sharedDevices(); device++) {
      sharedDevice(device);
    }
    if (knobs.impersonation()) {
      support();
    }
    passerBy();
    if (knobs.strippedLines() > 0) {
      for (int second = 0; second < 90; second++) {
        at(second * 1000L * MILLI, shop::murmur);
      }
    }
    long last = 0;
    while (!agenda.isEmpty()) {
      Deed deed = agenda.remove();
      deed.what.accept(deed.at);
      last = deed.at;
    }
    if (shop.hasMail()) {
      shop.deliver(last + 2000 * MILLI);
    }
    return new World(
        seed,
        knobs,
        users,
        List.copyOf(recorder.signals),
        recorder.truths,
        recorder.clocks,
        recorder.gaps,
        culprits());
  }

  private Set<String> culprits() {
    return switch (knobs.fault()) {
      case NONE, RECOVERED_RETRY, CLIENT_MISTAKE -> Set.of();
      case EXCEPTION, BAD_CONFIG, TIMEOUT -> Set.of("payments");
      case POOL_EXHAUSTED -> Set.of("inventory");
      case UNREACHABLE_PEER -> Set.of("bank-api");
      case POISON_MESSAGE -> Set.of("mail");
      case SWALLOWED -> Set.of("orders");
    };
  }

  private void at(long time, LongConsumer what) {
    agenda.add(new Deed(time, deeds++, what));
  }

  private long pause() {
    return (long) ((0.3 + random.nextDouble() * 5) * 1000 * MILLI);
  }

  /** Browses unknown, logs in, shops, and may log out. */
  private void ownDevice(int number) {
    String user = users.get(number);
    String session = "s-" + user;
    String named = number % 3 == 0 ? null : user;
    Guise unknown = new Guise(Set.of(user), false, session, null, null);
    Guise known = new Guise(Set.of(user), false, session, named, null);
    long time = (long) (random.nextDouble() * 60_000 * MILLI);
    at(time, now -> shop.browse(where(unknown), now));
    time += pause();
    at(time, now -> shop.login(where(unknown), names(number), now));
    time += pause();
    at(time, now -> shop.addToCart(where(known), now));
    time += pause();
    Fault fault = number == 0 ? knobs.fault() : Fault.NONE;
    at(time, now -> shop.checkout(where(known), now, fault));
    time += pause() + 4000 * MILLI;
    at(time, now -> mail(now));
    time += pause();
    at(time, now -> shop.browse(where(known), now));
    if (knobs.severalNames()) {
      at(time, now -> shop.audit(where(known).naming(null, List.of(name(number))), now));
    }
    if (number % 2 == 1) {
      time += pause();
      at(time, now -> shop.logout(where(known), now));
    }
  }

  /** The first user's name is the second one's id: the same text, two namespaces. */
  private List<UserRef> names(int number) {
    UserRef id = UserRef.userId(users.get(number));
    return knobs.severalNames() ? List.of(id, name(number)) : List.of(id);
  }

  private static UserRef name(int number) {
    String name = number == 0 ? "u-1" : "name-" + number;
    return new UserRef(UserRef.Namespace.USER_NAME, name);
  }

  private void mail(long now) {
    if (shop.hasMail() && random.nextInt(3) > 0) {
      shop.deliver(now);
    }
  }

  /** Two persons, one session: the second begins where the first has left. */
  private void sharedDevice(int device) {
    String first = users.get(device % users.size());
    String second = users.get((device + 1) % users.size());
    String session = "s-kiosk-" + device;
    long time = (long) (random.nextDouble() * 60_000 * MILLI);
    time = stay(first, session, time, false);
    stay(second, session, time + pause(), true);
  }

  private long stay(String user, String session, long start, boolean afterSomebody) {
    Guise before = new Guise(Set.of(user), afterSomebody, session, null, null);
    Guise known = new Guise(Set.of(user), false, session, null, null);
    long time = start;
    at(time, now -> shop.browse(where(before), now));
    time += pause();
    at(time, now -> shop.login(where(known), List.of(UserRef.userId(user)), now));
    time += pause();
    at(time, now -> shop.addToCart(where(known), now));
    time += pause();
    at(time, now -> shop.logout(where(known), now));
    return time;
  }

  /** A supporter looks at the shop, then acts for the first user. */
  private void support() {
    users.add("support");
    Guise own = new Guise(Set.of("support"), false, "s-support", "support", null);
    Guise acting = new Guise(Set.of("support", "u-0"), false, "s-support", "u-0", "support");
    Guise quiet = new Guise(Set.of("support"), false, "s-support", null, null);
    long time = (long) (random.nextDouble() * 60_000 * MILLI);
    at(time, now -> shop.browse(where(own), now));
    at(time + pause(), now -> shop.addToCart(where(acting), now));
    at(time + 10_000 * MILLI, now -> shop.browse(where(quiet), now));
  }

  private void passerBy() {
    Guise nobody = new Guise(Set.of(), false, "s-passer-by", null, null);
    long time = (long) (random.nextDouble() * 60_000 * MILLI);
    at(time, now -> shop.browse(where(nobody), now));
    at(time + pause(), now -> shop.browse(where(nobody), now));
  }

  private Where where(Guise guise) {
    String correlation = knobs.hubIds() && deeds % 2 == 0 ? "proxy-1" : "c-" + random.nextLong();
    return new Where(
        recorder.newTrace(),
        null,
        null,
        new TreeSet<>(guise.owners),
        guise.unsure,
        !recorder.chance(knobs.unsampled()),
        guise.session,
        correlation,
        guise.user == null ? List.of() : List.of(UserRef.userId(guise.user)),
        guise.actor);
  }
}
