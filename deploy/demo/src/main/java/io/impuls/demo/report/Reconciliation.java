package io.impuls.demo.report;

import io.impuls.demo.replay.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Compares what was sent with the topics, and the topics with what the services and the mail server
 * say.
 *
 * @param plan the plan whose band sends the mail
 * @param limits between what that plan keeps its sums; what other plans there are has none
 * @param band that band
 * @param campaign the campaign that sends it; null for none, where there are no mails to compare
 */
public record Reconciliation(String plan, ScoreLimits limits, String band, String campaign) {

  /**
   * Makes every check.
   *
   * @param sent what was sent and answered, by event id
   * @param unread what services had not read when time was up
   */
  public List<Check> checks(
      Map<UUID, Fate> sent, Evidence evidence, List<String> unread, Witness witness) {
    People people = People.of(evidence.events());
    Standings standings = Standings.of(evidence.scoreChanges(), evidence.tagChanges());
    List<Check> checks = new ArrayList<>();
    checks.add(
        Check.of(
            "every service has read to the end", unread.size() + " partitions unread", unread));
    checks.add(ArrivalChecks.everythingSentArrivedOnce(sent, evidence));
    checks.add(ArrivalChecks.duplicatesAreCounted(evidence, witness.duplicates()));
    checks.add(ArrivalChecks.noDeadLetters(evidence));
    checks.add(ScoreChecks.ledgerAddsUp(evidence, standings, limits));
    checks.add(
        ScoreChecks.answersAgree(
            standings, plan, person -> witness.score(person, plan), people.everybody()));
    checks.add(ScoreChecks.cardsAgree(evidence, people.everybody(), witness.cards(), limits));
    checks.add(ScoreChecks.versionsHaveNoGaps(evidence));
    if (campaign != null) {
      addMails(people, evidence, witness, checks);
    }
    return List.copyOf(checks);
  }

  private void addMails(People people, Evidence evidence, Witness witness, List<Check> checks) {
    checks.add(
        MailChecks.everybodyHotGotOne(
            MailChecks.entered(evidence, people, plan, band), evidence, people, campaign));
    checks.add(
        MailChecks.mailboxHasEachOnce(
            witness.mails(people.addresses()), evidence, campaign, witness.mailboxesSince()));
  }
}
