package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Span.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is posted is taken later: one by one or in a batch, and now and then in vain. */
final class MailRoom {
  private static final int ATTEMPTS = 3;
  private static final long DAY = 24L * 3600 * 1000 * Calls.MILLI;

  private final Calls calls;
  private final Knobs.Habits habits;
  private final List<Mail> mailbox = new ArrayList<>();

  MailRoom(Calls calls, Knobs.Habits habits) {
    this.calls = calls;
    this.habits = habits;
  }

  /** A message on its way, with the span that sent it. */
  private record Mail(OpenSpan producer, String id, boolean poison) {
    Set<String> owners() {
      return producer.where.owners();
    }
  }

  /** Sends a message; answers when it was taken over. */
  long post(OpenSpan from, long at, Fault fault) {
    Mail mail = sent(from, "send order.placed", at, fault == Fault.POISON_MESSAGE);
    mailbox.add(mail);
    return at + 2 * Calls.MILLI;
  }

  private Mail sent(OpenSpan from, String name, long at, boolean poison) {
    String id = "m-" + Long.toHexString(calls.random.nextLong());
    OpenSpan producer =
        calls.open(from.inside(), from.resource, name, Kind.PRODUCER, at).message(id);
    producer.close(at + calls.some(1));
    return new Mail(producer, id, poison);
  }

  boolean hasMail() {
    return !mailbox.isEmpty();
  }

  /** Takes what is there: one by one, or in one batch. */
  void deliver(long at) {
    List<Mail> mails = List.copyOf(mailbox);
    mailbox.clear();
    long due = at + (long) (calls.random.nextDouble() * habits.lateDays() * DAY);
    if (habits.batch() && mails.size() > 1) {
      batch(mails, due);
    } else {
      mails.forEach(mail -> retried(mail, due + calls.some(500)));
    }
  }

  private void retried(Mail mail, long at) {
    int attempts = mail.poison ? ATTEMPTS : 1;
    for (int attempt = 1; attempt <= attempts; attempt++) {
      boolean last = attempt == attempts;
      process(mail, fresh(mail), at + attempt * 1000L * Calls.MILLI, last);
    }
  }

  /** A consumer begins a trace of its own; one that is not recorded goes on with the sender's. */
  private Where fresh(Mail mail) {
    Where sent = mail.producer.where;
    return sent.sampled()
        ? new Where(
            calls.recorder.newTrace(),
            null,
            mail.producer.record,
            mail.owners(),
            sent.unsure(),
            true,
            Known.NOTHING)
        : mail.producer.inside();
  }

  private void batch(List<Mail> mails, long at) {
    Set<String> owners = new HashSet<>();
    mails.forEach(mail -> owners.addAll(mail.owners()));
    Where where =
        new Where(calls.recorder.newTrace(), null, null, owners, false, true, Known.NOTHING);
    calls.turn();
    OpenSpan poll = calls.open(where, calls.next("mail"), "poll", Kind.INTERNAL, at);
    poll.log(Line.info("polled " + mails.size()), at + calls.some(1));
    long next = at + calls.some(3);
    for (Mail mail : mails) {
      next = process(mail, poll.inside().ownedBy(mail.owners()), next + calls.some(2), true);
    }
    poll.close(next + calls.some(2));
  }

  private long process(Mail mail, Where where, long at, boolean last) {
    OpenSpan consumer =
        calls
            .open(where, calls.next("mail"), "process order.placed", Kind.CONSUMER, at)
            .message(mail.id);
    if (calls.random.nextBoolean() || mail.producer.where.sampled()) {
      consumer.linkTo(mail.producer);
    }
    long end = at + calls.some(20);
    if (mail.poison) {
      consumer.log(Line.exception("ParseException", "cannot parse order"), end - 100_000);
      consumer.fails("cannot parse order");
    } else {
      consumer.log(Line.info("mail sent"), at + calls.some(1));
    }
    if (mail.poison && last && habits.deadLetters()) {
      bury(sent(consumer, "send order.placed.dead", end - 90_000, false), end);
    }
    consumer.close(end);
    return end;
  }

  /** What nobody can read is set aside by a service that has nothing else to do. */
  private void bury(Mail dead, long at) {
    Resource undertaker = calls.next("undertaker");
    long start = at + calls.some(50);
    OpenSpan consumer =
        calls
            .open(fresh(dead), undertaker, "process order.placed.dead", Kind.CONSUMER, start)
            .message(dead.id)
            .linkTo(dead.producer);
    consumer.log(Line.info("set aside"), start + calls.some(1));
    consumer.close(start + calls.some(5));
  }
}
