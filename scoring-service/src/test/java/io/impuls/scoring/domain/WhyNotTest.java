package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Timeliness;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.TestPlans;
import io.impuls.testkit.Events;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WhyNotTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final PlanVersions PLANS = TestPlans.demo();

  @Test
  void givesTheVerdictOfEveryRuleInForceWhenItHappened() {
    Event order = Events.orderPlaced("1", "250", "GBP").person(ANNA).build();
    List<Entry> log = new Scorer(PLANS).matches(order).stream().map(Entry::awarded).toList();

    WhyNot whyNot = whyNot(order, log);

    assertThat(whyNot.notes()).isEmpty();
    assertThat(whyNot.rules())
        .extracting(RuleVerdict::rule)
        .containsExactly("page-view", "download", "order", "large-order", "cancellation");
    RuleVerdict small = whyNot.rules().get(2);
    assertThat(small.matched()).isFalse();
    assertThat(small.conditions().get(0).toString()).isEqualTo("- order.value lt 200 <- 250\n");
    assertThat(whyNot.rules().get(3).why().words()).isEqualTo("all points given");
  }

  @Test
  void saysWhatHoldsWhateverTheRulesSay() {
    Events order = Events.orderPlaced("1", "250", "GBP").person(ANNA);

    assertThat(whyNot(order.build().flagged(EventFlag.FLOOD), List.of()).notes())
        .containsExactly("FLOOD: its sender floods, and gives nobody points");
    assertThat(whyNot(order.timeliness(Timeliness.HISTORICAL).build(), List.of()).notes())
        .containsExactly(
            "HISTORICAL: it came later than the lateness horizon allows, and counts for nothing");
    assertThat(
            WhyNot.of(PLANS, new UUID(0, 11), Optional.empty(), order.build(), List.of()).notes())
        .contains("it was published for person " + ANNA);
  }

  @Test
  void saysWhenThePlanBeganOnlyLater() {
    Event early =
        Events.pageViewed("https://s.test/").at("2025-12-31T23:59:59Z").person(ANNA).build();

    WhyNot whyNot = whyNot(early, List.of());

    assertThat(whyNot.rules()).isEmpty();
    assertThat(whyNot.notes())
        .containsExactly(
            "the first version of plan 'engagement' judges what happens from"
                + " 2026-01-01T00:00:00Z on");
    assertThat(WhyNot.of(PLANS, ANNA, Optional.of("other"), early, List.of()).notes()).isEmpty();
  }

  @Test
  void saysThatThePlanWasPaused() {
    String paused =
        TestPlans.VISITS.replace(
            "{\"name\": \"Visits\"", "{\"name\": \"Visits\", \"state\": \"PAUSED\"");
    PlanVersions plans =
        new PlanVersions(List.of(TestPlans.plan("visits", 1, TestPlans.BEGIN, paused)));
    Event view = Events.pageViewed("https://s.test/").person(ANNA).build();

    assertThat(WhyNot.of(plans, ANNA, Optional.empty(), view, List.of()).rules())
        .extracting(RuleVerdict::words)
        .containsExactly("the plan gave no points then");
  }

  @Test
  void tellsWhatTheLedgerKnowsOfAnEventThatIsGone() {
    Match match =
        new Match(
            "engagement/order",
            1,
            null,
            Instant.parse("2026-03-02T10:00:00Z"),
            new UUID(1, 1),
            "order.placed",
            Instant.parse("2026-03-02T10:00:00Z"),
            ANNA,
            20_000,
            null);
    List<Why> entries = new Explainer(PLANS, List.of(Entry.awarded(match))).of(new UUID(1, 1));

    WhyNot whyNot = WhyNot.ofLedger(entries);

    assertThat(whyNot.type()).isEqualTo("order.placed");
    assertThat(whyNot.rules()).extracting(RuleVerdict::rule).containsExactly("order");
    assertThat(whyNot.notes()).hasSize(1);
  }

  private static WhyNot whyNot(Event event, List<Entry> log) {
    List<Why> entries = new Explainer(PLANS, log).of(event.eventId());
    return WhyNot.of(PLANS, ANNA, Optional.empty(), event, entries);
  }
}
