package io.impuls.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Ids;
import io.impuls.contracts.Points;
import io.impuls.contracts.delivery.Delivery;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.tag.TagChange;
import io.impuls.demo.replay.Fate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Every check holds for a sound story, and fails for the one that it is there to find. */
class ChecksTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final Points ONE = Points.of(1);
  private static final UUID ANN = new UUID(1, 1);
  private static final UUID EVENT = Ids.event(WORKSPACE, "shop", "invoice-1");
  private static final Map<UUID, Fate> SENT =
      Map.of(EVENT, new Fate("invoice-1", "shop", true, null));

  @Test
  void findsWhatIsMissingAndWhatCameTwice() {
    assertThat(ArrivalChecks.everythingSentArrivedOnce(SENT, events(event())).holds()).isTrue();
    assertThat(ArrivalChecks.everythingSentArrivedOnce(SENT, events()).holds()).isFalse();
    assertThat(ArrivalChecks.everythingSentArrivedOnce(SENT, events(event(), event())).holds())
        .isFalse();
  }

  @Test
  void findsARefusalThatIsNotOnTheTopic() {
    Map<UUID, Fate> refused = Map.of(EVENT, new Fate("invoice-1", "shop", false, "TOO_LARGE"));

    assertThat(ArrivalChecks.everythingSentArrivedOnce(refused, events()).holds()).isFalse();
  }

  @Test
  void findsDuplicatesThatWereNotCounted() {
    Evidence twice = events(event(), event());

    assertThat(ArrivalChecks.duplicatesAreCounted(twice, OptionalLong.of(1)).holds()).isTrue();
    assertThat(ArrivalChecks.duplicatesAreCounted(twice, OptionalLong.of(2)).holds()).isFalse();
    assertThat(ArrivalChecks.duplicatesAreCounted(twice, OptionalLong.empty()).holds()).isFalse();
  }

  @Test
  void findsALedgerThatDoesNotAddUp() {
    Evidence sound = scores(List.of(change(1, 0, 20)), List.of(decision(20)));
    Evidence lost = scores(List.of(change(1, 0, 20)), List.of(decision(20), decision(5)));

    assertThat(ScoreChecks.ledgerAddsUp(sound, standings(sound), ScoreLimits.NONE).holds())
        .isTrue();
    assertThat(ScoreChecks.ledgerAddsUp(lost, standings(lost), ScoreLimits.NONE).holds()).isFalse();
  }

  @Test
  void findsAGapARepeatAndAnotherAnswer() {
    Evidence gap = scores(List.of(change(1, 0, 20), change(3, 20, 40)), List.of());
    Evidence repeat = scores(List.of(change(1, 0, 20), change(1, 0, 20)), List.of());
    Standings standings = standings(scores(List.of(change(1, 0, 20)), List.of()));

    assertThat(ScoreChecks.versionsHaveNoGaps(gap).holds()).isFalse();
    assertThat(ScoreChecks.versionsHaveNoGaps(repeat).holds()).isFalse();
    assertThat(ScoreChecks.answersAgree(standings, "demo", p -> Points.of(20), Set.of(ANN)).holds())
        .isTrue();
    assertThat(ScoreChecks.answersAgree(standings, "demo", p -> Points.of(19), Set.of(ANN)).holds())
        .isFalse();
  }

  @Test
  void findsAMailTooManyAndAMailTooFew() {
    Evidence one = deliveries(delivery(1));
    Evidence two = deliveries(delivery(1), delivery(2));
    People people = People.of(one.events());

    assertThat(MailChecks.everybodyHotGotOne(Set.of(ANN), one, people, "hot").holds()).isTrue();
    assertThat(MailChecks.everybodyHotGotOne(Set.of(), one, people, "hot").holds()).isFalse();
    assertThat(MailChecks.everybodyHotGotOne(Set.of(ANN), two, people, "hot").holds()).isFalse();
    assertThat(MailChecks.everybodyHotGotOne(Set.of(ANN), deliveries(), people, "hot").holds())
        .isFalse();
  }

  @Test
  void findsAMailThatIsInTheMailboxTwiceOrNotAtAll() {
    Evidence one = deliveries(delivery(1));
    String send = new UUID(9, 1).toString();
    Instant before = AT.minusSeconds(1);

    assertThat(MailChecks.mailboxHasEachOnce(List.of(send), one, "hot", before).holds()).isTrue();
    assertThat(MailChecks.mailboxHasEachOnce(List.of(send, send), one, "hot", before).holds())
        .isFalse();
    assertThat(MailChecks.mailboxHasEachOnce(List.of(), one, "hot", before).holds()).isFalse();
    assertThat(MailChecks.mailboxHasEachOnce(List.of(), one, "hot", AT).holds()).isTrue();
  }

  @Test
  void findsACardThatIsMissingOrShowsAnotherScore() {
    Evidence ledger = scores(List.of(), List.of(decision(20)));
    Map<UUID, Map<String, Points>> right = Map.of(ANN, Map.of("demo", Points.of(20)));

    assertThat(ScoreChecks.cardsAgree(ledger, Set.of(ANN), right, ScoreLimits.NONE).holds())
        .isTrue();
    assertThat(ScoreChecks.cardsAgree(ledger, Set.of(ANN), Map.of(), ScoreLimits.NONE).holds())
        .isFalse();
    assertThat(
            ScoreChecks.cardsAgree(ledger, Set.of(ANN), Map.of(ANN, Map.of()), ScoreLimits.NONE)
                .holds())
        .isFalse();
    assertThat(
            ScoreChecks.cardsAgree(
                    ledger,
                    Set.of(ANN),
                    Map.of(ANN, Map.of("demo", Points.of(20), "b2b", ONE)),
                    ScoreLimits.NONE)
                .holds())
        .isFalse();
  }

  @Test
  void findsAReaderThatNeverReadAnything() {
    TopicPartition read = new TopicPartition("tracking.events", 0);
    Map<String, Set<String>> expected = Map.of("contact", Set.of("tracking.events"));
    Map<TopicPartition, Long> ends = Map.of(read, 7L, new TopicPartition("other", 0), 9L);

    assertThat(
            Readers.unread(
                expected, Map.of("contact", Map.of(read, new OffsetAndMetadata(7))), ends))
        .isEmpty();
    assertThat(
            Readers.unread(
                expected, Map.of("contact", Map.of(read, new OffsetAndMetadata(6))), ends))
        .containsExactly("contact is at 6 of 7 in tracking.events-0");
    assertThat(Readers.unread(expected, Map.of(), ends))
        .containsExactly("contact is at 0 of 7 in tracking.events-0");
  }

  @Test
  void theHashNamesPeopleByTheirOwnIdentifiersAndLeavesZeroOut() {
    assertThat(lines(List.of(decision(20)), List.of(tag(1, "HEART", null, 3L, AT))))
        .containsExactly(
            "EMAIL:ann@example.test score demo 20", "EMAIL:ann@example.test tag HEART 3");
    assertThat(lines(List.of(decision(20), decision(-20)), List.of())).isEmpty();
  }

  @Test
  void theHashTakesNothingThatHappensLater() {
    Instant later = AT.plusSeconds(60);

    // a late event of before the moment still counts, though its change comes after a later one's
    assertThat(
            lines(
                List.of(decision(20), decision(50, later)),
                List.of(
                    tag(1, "HEART", null, 3L, AT),
                    tag(2, "HEART", 3L, 5L, later),
                    tag(3, "HEART", 5L, 6L, AT),
                    tag(4, "LANTERN", null, 1L, later))))
        .containsExactly(
            "EMAIL:ann@example.test score demo 20", "EMAIL:ann@example.test tag HEART 4");
  }

  @Test
  void theHashKnowsARemovedTagAndARebuiltState() {
    assertThat(
            lines(List.of(), List.of(tag(1, "HEART", null, 3L, AT), tag(2, "HEART", 3L, null, AT))))
        .isEmpty();
    assertThat(
            lines(
                List.of(),
                List.of(tag(1, "HEART", null, 3L, AT), tag(2, 1, "HEART", null, 3L, AT))))
        .containsExactly("EMAIL:ann@example.test tag HEART 3");
  }

  private static List<String> lines(List<ScoreDecision> decisions, List<TagChange> tags) {
    return ResultHash.lines(
        new Evidence(
            List.of(), List.of(event()), List.of(), List.of(), decisions, tags, List.of(), 0),
        AT.plusMillis(1));
  }

  private static Event event() {
    return new Event(
            WORKSPACE,
            EVENT,
            "invoice-1",
            "order.placed",
            new Source("shop", Source.Kind.BACKEND),
            AT,
            AT,
            null,
            new Identity(null, null, "17850", "ann@example.test", null),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null)
        .resolved(new Resolution(ANN, null, null, Agent.HUMAN, null, null, null, null));
  }

  private static ScoreChange change(long version, long from, long to) {
    return new ScoreChange(
        WORKSPACE,
        ANN,
        "demo",
        1,
        version,
        Points.of(from),
        Points.of(to),
        null,
        null,
        AT,
        null,
        null,
        null,
        0);
  }

  private static ScoreDecision decision(long points) {
    return decision(points, AT);
  }

  private static ScoreDecision decision(long points, Instant at) {
    return new ScoreDecision(
        WORKSPACE,
        ANN,
        ANN,
        "demo",
        "order",
        1,
        EVENT,
        "order.placed",
        at,
        Outcome.AWARDED,
        null,
        Points.of(points),
        Points.of(points),
        null);
  }

  private static TagChange tag(long version, String tag, Long before, Long after, Instant at) {
    return tag(1, version, tag, before, after, at);
  }

  private static TagChange tag(
      int epoch, long version, String tag, Long before, Long after, Instant at) {
    return new TagChange(
        WORKSPACE,
        ANN,
        tag,
        tag,
        epoch,
        version,
        after == null ? TagChange.Action.REMOVED : TagChange.Action.ASSIGNED,
        before == null ? null : Points.of(before),
        after == null ? null : Points.of(after),
        at,
        "bought",
        1,
        null,
        null,
        0);
  }

  private static Delivery delivery(long send) {
    return new Delivery(
        WORKSPACE,
        ANN,
        "hot",
        new UUID(9, send),
        "EMAIL",
        Delivery.State.SENT,
        null,
        "trigger",
        AT,
        AT);
  }

  private static Evidence events(Event... events) {
    return new Evidence(
        List.of(events), List.of(events), List.of(), List.of(), List.of(), List.of(), List.of(), 0);
  }

  private static Evidence scores(List<ScoreChange> changes, List<ScoreDecision> decisions) {
    return new Evidence(
        List.of(), List.of(), List.of(), changes, decisions, List.of(), List.of(), 0);
  }

  private static Evidence deliveries(Delivery... deliveries) {
    return new Evidence(
        List.of(),
        List.of(event()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(deliveries),
        0);
  }

  private static Standings standings(Evidence evidence) {
    return Standings.of(evidence.scoreChanges(), evidence.tagChanges());
  }
}
