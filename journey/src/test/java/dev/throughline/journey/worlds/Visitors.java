package dev.throughline.journey.worlds;

import static dev.throughline.journey.worlds.Calls.MILLI;

import dev.throughline.journey.model.UserRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Persons and their habits: each plans a visit to the shop. */
final class Visitors {
  private final Knobs knobs;
  private final Random random;
  private final Recorder recorder;
  private final Shop shop;
  private final Agenda agenda;
  private final List<String> users = new ArrayList<>();
  private int visits;

  Visitors(Knobs knobs, Random random, Recorder recorder, Shop shop, Agenda agenda) {
    this.knobs = knobs;
    this.random = random;
    this.recorder = recorder;
    this.shop = shop;
    this.agenda = agenda;
  }

  /** Plans everybody's visit; answers who they are. */
  List<String> plan() {
    Knobs.People people = knobs.people();
    for (int user = 0; user < people.users(); user++) {
      users.add("u-" + user);
    }
    for (int user = 0; user < people.users(); user++) {
      ownDevice(user);
    }
    for (int device = 0; device < people.sharedDevices(); device++) {
      sharedDevice(device);
    }
    if (people.impersonation()) {
      support();
    }
    passerBy();
    return users;
  }

  private long someTime() {
    return (long) (random.nextDouble() * 60_000 * MILLI);
  }

  private long pause() {
    return (long) ((0.3 + random.nextDouble() * 5) * 1000 * MILLI);
  }

  /** Browses unknown, logs in, shops, and may log out. */
  private void ownDevice(int number) {
    String user = users.get(number);
    Guise unknown = Guise.unnamed(Set.of(user), "s-" + user);
    Guise known = unknown.named(number % 3 == 0 ? null : user);
    long time = someTime();
    for (int page = 0; page < knobs.people().visitsBeforeLogin(); page++) {
      agenda.at(time, now -> shop.storefront.browse(where(unknown), now));
      time += pause();
    }
    agenda.at(time, now -> shop.accounts.login(where(unknown), names(number), now));
    time += pause();
    agenda.at(time, now -> shop.storefront.addToCart(where(known), now));
    for (Fault fault : number == 0 ? knobs.faults() : List.of(Fault.NONE)) {
      time += pause();
      agenda.at(time, now -> shop.checkout.checkout(where(known), now, fault));
      time += pause() + 4000 * MILLI;
      agenda.at(time, this::mail);
    }
    time += pause();
    agenda.at(time, now -> shop.storefront.browse(where(known), now));
    if (knobs.people().severalNames()) {
      agenda.at(
          time, now -> shop.accounts.audit(where(known).naming(null, List.of(name(number))), now));
    }
    if (number % 2 == 1) {
      leave(number, known, time + pause());
    }
  }

  private void leave(int number, Guise known, long time) {
    agenda.at(time, now -> shop.accounts.logout(where(known), now));
    if (knobs.people().secondLogin()) {
      comeBack(number, known, time + pause());
    }
  }

  /** Logs in once more, in the same session or in one that goes on from it. */
  private void comeBack(int number, Guise before, long start) {
    String user = users.get(number);
    Guise unnamed = before.named(null);
    Guise back = number % 4 == 1 ? unnamed : unnamed.renewed();
    agenda.at(start, now -> shop.storefront.browse(where(back), now));
    long login = start + pause();
    agenda.at(login, now -> shop.accounts.login(where(back), List.of(UserRef.userId(user)), now));
    agenda.at(login + pause(), now -> shop.storefront.addToCart(where(back), now));
  }

  /** The first user's name is the second one's id: the same text, two namespaces. */
  private List<UserRef> names(int number) {
    UserRef id = UserRef.userId(users.get(number));
    return knobs.people().severalNames() ? List.of(id, name(number)) : List.of(id);
  }

  private static UserRef name(int number) {
    String name = number == 0 ? "u-1" : "name-" + number;
    return new UserRef(UserRef.Namespace.USER_NAME, name);
  }

  private void mail(long now) {
    if (shop.mailRoom.hasMail() && random.nextInt(3) > 0) {
      shop.mailRoom.deliver(now);
    }
  }

  /** Several persons, one session: each begins where the one before has left. */
  private void sharedDevice(int device) {
    String session = "s-kiosk-" + device;
    long time = someTime();
    for (int turn = 0; turn < knobs.people().usersPerDevice(); turn++) {
      String user = users.get((device + turn) % knobs.people().users());
      Guise unnamed = Guise.unnamed(Set.of(user), session);
      time = stay(user, turn == 0 ? unnamed : unnamed.inDoubt(), unnamed, time) + pause();
    }
  }

  private long stay(String user, Guise before, Guise known, long start) {
    long time = start;
    agenda.at(time, now -> shop.storefront.browse(where(before), now));
    time += pause();
    agenda.at(time, now -> shop.accounts.login(where(known), List.of(UserRef.userId(user)), now));
    time += pause();
    agenda.at(time, now -> shop.storefront.addToCart(where(known), now));
    time += pause();
    agenda.at(time, now -> shop.accounts.logout(where(known), now));
    return time;
  }

  /** A supporter looks at the shop, then acts for the first user. */
  private void support() {
    users.add("support");
    Guise quiet = Guise.unnamed(Set.of("support"), "s-support");
    Guise own = quiet.named("support");
    Guise acting =
        Guise.unnamed(Set.of("support", "u-0"), "s-support").named("u-0").actedBy("support");
    long time = someTime();
    agenda.at(time, now -> shop.storefront.browse(where(own), now));
    agenda.at(time + pause(), now -> shop.storefront.addToCart(where(acting), now));
    agenda.at(time + 10_000 * MILLI, now -> shop.storefront.browse(where(quiet), now));
  }

  private void passerBy() {
    Guise nobody = Guise.unnamed(Set.of(), "s-passer-by");
    long time = someTime();
    agenda.at(time, now -> shop.storefront.browse(where(nobody), now));
    agenda.at(time + pause(), now -> shop.storefront.browse(where(nobody), now));
  }

  private Where where(Guise guise) {
    boolean hub = knobs.habits().hubIds() && visits++ % 2 == 0;
    return new Where(
        recorder.newTrace(),
        null,
        null,
        new TreeSet<>(guise.owners()),
        guise.unsure(),
        !recorder.chance(knobs.loss().traces()),
        new Known(
            guise.session(),
            guise.previous(),
            hub ? "proxy-1" : "c-" + random.nextLong(),
            guise.user() == null ? List.of() : List.of(UserRef.userId(guise.user())),
            guise.actor()));
  }
}
