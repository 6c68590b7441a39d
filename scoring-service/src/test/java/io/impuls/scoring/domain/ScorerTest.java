package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.TestPlans;
import io.impuls.testkit.Events;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScorerTest {

  private static final UUID ANNA = new UUID(0, 10);

  private final Scorer scorer = new Scorer(TestPlans.demo());

  @Test
  void countsAPageViewByItsPath() {
    Match match = only(view("https://shop.test/pricing?x=1", "2026-03-02T12:00:00Z").build());

    assertThat(match.lineage()).isEqualTo("engagement/page-view");
    assertThat(match.version()).isEqualTo(1);
    assertThat(match.capValue()).isEqualTo("/pricing");
    assertThat(match.potential()).isEqualTo(1_000);
    assertThat(match.hold()).isNull();
  }

  /** SC-08: 200.00 is a large order, a penny less is not. */
  @Test
  void tellsLargeOrdersFromOthersAtExactlyTwoHundred() {
    assertThat(only(order("199.99")).potential()).isEqualTo(20_000);
    assertThat(only(order("200.00")).potential()).isEqualTo(50_000);
    assertThat(only(order("200")).potential()).isEqualTo(50_000);
  }

  @Test
  void takesPointsAwayForACancellation() {
    Match match = only(Events.of("order.cancelled").person(ANNA).build());

    assertThat(match.potential()).isEqualTo(-30_000);
  }

  /** London is on UTC in winter and an hour ahead in summer. */
  @Test
  void holdsPageViewsInTheQuietHoursOfThePlansZone() {
    assertThat(hold("2026-03-02T00:00:00Z")).isEqualTo(Suppression.QUIET);
    assertThat(hold("2026-03-02T04:59:59Z")).isEqualTo(Suppression.QUIET);
    assertThat(hold("2026-03-02T05:00:00Z")).isNull();
    assertThat(hold("2026-07-01T22:59:59Z")).isNull();
    assertThat(hold("2026-07-01T23:00:00Z")).isEqualTo(Suppression.QUIET);
    assertThat(hold("2026-07-02T04:00:00Z")).isNull();
  }

  @Test
  void whatWasReportedTwiceIsHeldAndWhatFloodsMatchesNothing() {
    Event view = view("https://shop.test/pricing", "2026-03-02T12:00:00Z").build();

    assertThat(only(view.flagged(EventFlag.DOUBLE_FIRE)).hold()).isEqualTo(Suppression.DOUBLE_FIRE);
    assertThat(scorer.matches(view.flagged(EventFlag.FLOOD))).isEmpty();
  }

  @Test
  void letsOtherEventsScoreInQuietHours() {
    Event download = Events.of("file.downloaded").at("2026-03-02T03:00:00Z").person(ANNA).build();

    assertThat(only(download).hold()).isNull();
  }

  /** SC-11 with the night of semantics 3.5. */
  @Test
  void holdsOvernightFromTheStartUntilBeforeTheEnd() {
    PlanVersions night =
        new PlanVersions(
            List.of(
                TestPlans.plan(
                    "night",
                    1,
                    TestPlans.BEGIN,
                    """
                    {"name": "Night", "zone": "Europe/Warsaw",
                     "quietHours": {"from": "22:00", "to": "06:00"},
                     "rules": [
                       {"id": "v", "anyOf": [{"event": "page.viewed"}], "points": 30},
                       {"id": "own", "anyOf": [{"event": "file.downloaded"}], "points": 1,
                        "quietHours": {"from": "12:00", "to": "13:00"}},
                       {"id": "always", "anyOf": [{"event": "cart.added"}], "points": 1,
                        "ignoreQuietHours": true}]}
                    """)));
    Scorer scorer = new Scorer(night);

    // Warsaw is an hour ahead of UTC in winter.
    assertThat(hold(scorer, "page.viewed", "2026-03-02T20:59:59Z")).isNull();
    assertThat(hold(scorer, "page.viewed", "2026-03-02T21:00:00Z")).isEqualTo(Suppression.QUIET);
    assertThat(hold(scorer, "page.viewed", "2026-03-03T04:59:59Z")).isEqualTo(Suppression.QUIET);
    assertThat(hold(scorer, "page.viewed", "2026-03-03T05:00:00Z")).isNull();
    assertThat(hold(scorer, "file.downloaded", "2026-03-02T21:00:00Z")).isNull();
    assertThat(hold(scorer, "file.downloaded", "2026-03-02T11:30:00Z"))
        .isEqualTo(Suppression.QUIET);
    assertThat(hold(scorer, "cart.added", "2026-03-02T21:00:00Z")).isNull();
  }

  @Test
  void namesTheRobotBeforeTheQuietHours() {
    Match match =
        only(
            view("https://shop.test/", "2026-03-02T03:00:00Z")
                .byMachine("known robot Googlebot")
                .build());

    assertThat(match.hold()).isEqualTo(Suppression.ROBOT);
    assertThat(match.note()).isEqualTo("known robot Googlebot");
  }

  @Test
  void matchesNothingBeyondTheHorizonOrBeforeThePlan() {
    assertThat(
            scorer.matches(
                view("https://shop.test/", "2026-03-02T12:00:00Z")
                    .timeliness(Timeliness.HISTORICAL)
                    .build()))
        .isEmpty();
    assertThat(scorer.matches(view("https://shop.test/", "2025-12-31T12:00:00Z").build()))
        .isEmpty();
    assertThat(scorer.matches(Events.of("product.viewed").person(ANNA).build())).isEmpty();
  }

  /** SC-09: one rule, many activities, one match. */
  @Test
  void matchesARuleOnceWhenSeveralActivitiesFit() {
    PlanVersions plans =
        new PlanVersions(
            List.of(
                TestPlans.plan(
                    "or",
                    1,
                    TestPlans.BEGIN,
                    """
                    {"name": "Or", "rules": [{"id": "r", "points": 10, "anyOf": [
                      {"event": "page.viewed"},
                      {"event": "page.viewed", "when": {"field": "page.path", "equals": "/x"}}]}]}
                    """)));

    assertThat(new Scorer(plans).matches(view("https://s.test/x", "2026-03-02T12:00:00Z").build()))
        .hasSize(1);
  }

  @Test
  void givesNothingWhereAnAmountComesToZero() {
    PlanVersions plans =
        new PlanVersions(
            List.of(
                TestPlans.plan(
                    "count",
                    1,
                    TestPlans.BEGIN,
                    """
                    {"name": "Count", "rules": [{"id": "r",
                      "anyOf": [{"event": "order.placed"}],
                      "points": {"count": "items",
                                 "where": {"field": "product.name", "contains": "LANTERN"}}}]}
                    """)));
    Scorer lanterns = new Scorer(plans);

    assertThat(
            lanterns.matches(
                Events.orderPlaced("1", "10", "GBP")
                    .product("RED LANTERN", "5", 1)
                    .product("BLUE LANTERN", "5", 1)
                    .product("MUG", "5", 1)
                    .person(ANNA)
                    .build()))
        .extracting(Match::potential)
        .containsExactly(2_000L);
    assertThat(lanterns.matches(order("10"))).isEmpty();
  }

  private Suppression hold(String at) {
    return only(view("https://shop.test/", at).build()).hold();
  }

  private static Suppression hold(Scorer scorer, String type, String at) {
    return scorer.matches(Events.of(type).at(at).person(ANNA).build()).get(0).hold();
  }

  private Match only(Event event) {
    List<Match> matches = scorer.matches(event);
    assertThat(matches).hasSize(1);
    return matches.get(0);
  }

  private static Events view(String url, String at) {
    return Events.pageViewed(url).at(at).person(ANNA);
  }

  private static Event order(String value) {
    return Events.orderPlaced("1", value, "GBP").person(ANNA).build();
  }
}
