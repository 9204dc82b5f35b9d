package dev.throughline.journey.worlds;

import java.util.List;

/**
 * What a world is like.
 *
 * @param faults what goes wrong for the first user: one checkout for each
 */
public record Knobs(
    People people,
    Machines machines,
    Habits habits,
    Loss loss,
    Delivery delivery,
    List<Fault> faults) {

  /**
   * Who there is.
   *
   * @param users persons, each with a device of their own
   * @param sharedDevices devices on which several persons log in one after the other
   * @param usersPerDevice how many persons take turns at each of them
   * @param visitsBeforeLogin how many pages are seen before anybody says who it is
   * @param secondLogin whether some log out and in again, in the same session or a renewed one
   * @param impersonation whether a supporter acts for the first user
   * @param severalNames whether users have a name besides their id, one of them another's id
   */
  public record People(
      int users,
      int sharedDevices,
      int usersPerDevice,
      int visitsBeforeLogin,
      boolean secondLogin,
      boolean impersonation,
      boolean severalNames) {}

  /**
   * What the services run on.
   *
   * @param services at least {@value #SERVICES}; each one more stands in a chain behind a page
   * @param hosts machines, each with a clock; instances share them
   * @param maxOffsetSeconds how far a clock may be off, either way
   * @param maxDriftPpm how fast a clock may run off, either way
   * @param millis whether writers know milliseconds only
   */
  public record Machines(
      int services, int hosts, int maxOffsetSeconds, int maxDriftPpm, boolean millis) {
    /** How many services every world has. */
    static final int SERVICES = 7;

    public Machines {
      if (services < SERVICES) {
        throw new IllegalArgumentException(
            services + " services, expected at least " + SERVICES + ": a shop has so many");
      }
    }
  }

  /**
   * How services go about their work.
   *
   * @param nonPersons whether inner calls name {@code system} as their user
   * @param hubIds whether a proxy gives every second request the same correlation id
   * @param batch consumers that take several persons' messages at once
   * @param lateDays how long messages wait at the most
   * @param deadLetters whether a message that nobody can read goes to a topic of its own
   * @param burst how many lines a service writes at one and the same moment
   */
  public record Habits(
      boolean nonPersons,
      boolean hubIds,
      boolean batch,
      int lateDays,
      boolean deadLetters,
      int burst) {}

  /**
   * What is never recorded.
   *
   * @param spans share of inner spans, 0 to 1
   * @param traces share of traces of which only log lines remain, 0 to 1
   * @param lineIds share of log lines without any id, 0 to 1
   * @param dark whether the inventory records nothing at all
   */
  public record Loss(double spans, double traces, double lineIds, boolean dark) {
    static final Loss NONE = new Loss(0, 0, 0, false);
  }

  /**
   * How records come.
   *
   * @param twice share of records that come twice, 0 to 1
   * @param shuffled whether they come in any order, else in the order of writing
   */
  public record Delivery(double twice, boolean shuffled) {
    static final Delivery PROMPT = new Delivery(0, false);
  }

  public Knobs {
    faults = List.copyOf(faults);
  }

  /** Everything is well, every clock right, everything recorded. */
  public static final Knobs WHOLE =
      new Knobs(
          new People(6, 0, 2, 1, false, false, false),
          new Machines(Machines.SERVICES, 5, 0, 0, false),
          new Habits(false, false, false, 0, false, 0),
          Loss.NONE,
          Delivery.PROMPT,
          List.of(Fault.NONE));

  /** Everything that makes it hard to say whose a record is, nothing lost. */
  public static final Knobs CROWDED =
      new Knobs(
          new People(8, 2, 2, 1, false, true, true),
          new Machines(Machines.SERVICES, 5, 90, 50, false),
          new Habits(true, true, true, 2, false, 0),
          Loss.NONE,
          Delivery.PROMPT,
          List.of(Fault.NONE));

  /** Crowded, and every oddity there is besides, still nothing lost. */
  public static final Knobs WILD =
      new Knobs(
          new People(9, 3, 3, 4, true, true, true),
          new Machines(10, 4, 90, 50, true),
          new Habits(true, true, true, 3, true, 40),
          Loss.NONE,
          new Delivery(0.2, true),
          List.of(Fault.NONE));

  public Knobs with(People value) {
    return new Knobs(value, machines, habits, loss, delivery, faults);
  }

  public Knobs with(Machines value) {
    return new Knobs(people, value, habits, loss, delivery, faults);
  }

  public Knobs with(Habits value) {
    return new Knobs(people, machines, value, loss, delivery, faults);
  }

  public Knobs with(Loss value) {
    return new Knobs(people, machines, habits, value, delivery, faults);
  }

  public Knobs with(Delivery value) {
    return new Knobs(people, machines, habits, loss, value, faults);
  }

  /** One failure, or several in one journey. */
  public Knobs withFaults(Fault... values) {
    return new Knobs(people, machines, habits, loss, delivery, List.of(values));
  }

  public Knobs withUsers(int value) {
    return with(
        new People(
            value,
            people.sharedDevices,
            people.usersPerDevice,
            people.visitsBeforeLogin,
            people.secondLogin,
            people.impersonation,
            people.severalNames));
  }

  public Knobs withServices(int value) {
    return with(
        new Machines(
            value,
            machines.hosts,
            machines.maxOffsetSeconds,
            machines.maxDriftPpm,
            machines.millis));
  }

  public Knobs withStrippedLines(double share) {
    return with(new Loss(loss.spans, loss.traces, share, loss.dark));
  }
}
