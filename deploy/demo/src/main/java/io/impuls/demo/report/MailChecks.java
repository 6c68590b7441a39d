package io.impuls.demo.report;

import io.impuls.contracts.delivery.Delivery;
import io.impuls.contracts.score.ScoreChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whether everybody who became hot got the mail, once. */
final class MailChecks {

  private MailChecks() {}

  /** Gives the people with an address who ever entered a band of a plan. */
  static Set<UUID> entered(Evidence evidence, People people, String plan, String band) {
    return evidence.scoreChanges().stream()
        .filter(c -> c.plan().equals(plan) && band.equals(c.bandTo()))
        .filter(c -> !band.equals(c.bandFrom()))
        .map(ScoreChange::person)
        .map(people::living)
        .filter(people::hasAddress)
        .filter(person -> !people.probe(person))
        .collect(Collectors.toSet());
  }

  /** Mails sent or of unknown outcome are for those who entered the band, one each. */
  static Check everybodyHotGotOne(
      Set<UUID> hot, Evidence evidence, People people, String campaign) {
    Map<UUID, Integer> sends = new HashMap<>();
    int sent = 0;
    int unknown = 0;
    for (Delivery delivery : evidence.lastDeliveries(campaign)) {
      if (delivery.state() == Delivery.State.SENT || delivery.state() == Delivery.State.UNKNOWN) {
        sends.merge(people.living(delivery.person()), 1, Integer::sum);
        sent += delivery.state() == Delivery.State.SENT ? 1 : 0;
        unknown += delivery.state() == Delivery.State.UNKNOWN ? 1 : 0;
      }
    }
    List<String> offenders = new ArrayList<>();
    hot.stream()
        .filter(person -> !sends.containsKey(person))
        .forEach(person -> offenders.add(person + " entered the band and got no mail"));
    sends.forEach(
        (person, times) -> {
          if (times != 1 || !hot.contains(person)) {
            offenders.add(
                "%s got %d mails, entered the band: %s"
                    .formatted(person, times, hot.contains(person)));
          }
        });
    return Check.of(
        "mails sent or unknown = people with an address who became hot",
        "%d sent + %d unknown, %d people".formatted(sent, unknown, hot.size()),
        offenders);
  }

  /**
   * No mail is in a mailbox twice, and each that is said to be sent is there.
   *
   * @param found the send that each mail found is of
   * @param since mailboxes live in memory: what was sent before this is not looked for
   */
  static Check mailboxHasEachOnce(
      Collection<String> found, Evidence evidence, String campaign, Instant since) {
    Map<String, Long> times =
        found.stream().collect(Collectors.groupingBy(send -> send, Collectors.counting()));
    List<String> offenders = new ArrayList<>();
    times.forEach(
        (send, count) -> {
          if (count > 1) {
            offenders.add("send " + send + " left " + count + " mails");
          }
        });
    evidence.deliveries().stream()
        .filter(d -> d.campaign().equals(campaign) && d.state() == Delivery.State.SENT)
        .filter(d -> d.at().isAfter(since) && !times.containsKey(d.sendId().toString()))
        .forEach(d -> offenders.add("send " + d.sendId() + " is said to be sent and not there"));
    return Check.of(
        "the mailboxes have every mail once",
        "%d mails of %d sends".formatted(found.size(), times.size()),
        offenders);
  }
}
