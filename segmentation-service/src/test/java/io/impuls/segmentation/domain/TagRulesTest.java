package io.impuls.segmentation.domain;

import static io.impuls.segmentation.domain.Events.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TagRulesTest {

  private static final Instant CHANGE = Instant.parse("2026-05-01T12:00:00Z");

  private final TagRules edited =
      new RuleBook()
          .with(
              "r",
              1,
              Instant.parse("2026-05-01T00:00:00Z"),
              CHANGE,
              "{'name':'r','anyOf':[{'event':'page.viewed'}],'tag':'Old','cap':{'limit':1,'window':'PT24H'}}")
          .with(
              "r",
              2,
              CHANGE,
              Instant.MAX,
              "{'name':'r','anyOf':[{'event':'page.viewed'}],'tag':'New','cap':{'limit':1,'window':'PT6H'}}")
          .rules();

  @Test
  void judgesByTheVersionInForceWhenTheEventHappened() {
    assertThat(edited.matches(Events.viewed(ANNA, "/", "2026-04-30T23:59:59.999Z"))).isEmpty();
    assertThat(edited.matches(Events.viewed(ANNA, "/", "2026-05-01T11:59:59.999Z")))
        .extracting(Match::version)
        .containsExactly(1);
    assertThat(edited.matches(Events.viewed(ANNA, "/", "2026-05-01T12:00:00Z")))
        .extracting(Match::version)
        .containsExactly(2);
  }

  @Test
  void knowsTheLongestWindowOfAnyVersion() {
    assertThat(edited.longestWindow("r")).isEqualTo(Duration.ofHours(24));
    assertThat(edited.longestWindow("unknown")).isEqualTo(Duration.ZERO);
    assertThat(edited.of("r", 2).orElseThrow().window().longest()).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void refusesAVersionThatNeverWas() {
    assertThatIllegalArgumentException().isThrownBy(() -> edited.version("r", 3));
    assertThatIllegalArgumentException().isThrownBy(() -> edited.version("s", 1));
  }

  @Test
  void whatWasReportedTwiceIsHeldAndWhatFloodsMatchesNothing() {
    Event view = Events.viewed(ANNA, "/", "2026-05-02T12:00:00Z");

    assertThat(edited.matches(view.flagged(EventFlag.DOUBLE_FIRE)))
        .extracting(Match::hold)
        .containsExactly(Suppression.DOUBLE_FIRE);
    assertThat(edited.matches(view.flagged(EventFlag.FLOOD))).isEmpty();
  }

  @Test
  void withholdsWhatAMachineDid() {
    TagRules rules =
        new RuleBook()
            .with("r", "{'name':'r','anyOf':[{'event':'page.viewed'}],'tag':'T'}")
            .rules();
    Agent robot = new Agent(Agent.Verdict.MACHINE, "known crawler");

    assertThat(
            rules.matches(
                Events.viewed(ANNA, "/", "2026-05-01T10:00:00Z", VisitSource.Kind.DIRECT, robot)))
        .extracting(Match::hold)
        .containsExactly(Suppression.ROBOT);
  }

  @Test
  void writesATagAsTheFirstRuleDoesNow() {
    TagRules rules =
        new RuleBook()
            .with("b", "{'name':'b','anyOf':[{'event':'page.viewed'}],'tag':'KURTKA'}")
            .with("a", "{'name':'a','anyOf':[{'event':'page.viewed'}],'tag':'Kurtka'}")
            .rules();

    assertThat(rules.tag("KURTKA").name()).isEqualTo("Kurtka");
    assertThat(edited.tag("OLD").name()).isEqualTo("Old");
    assertThat(edited.tag("NEVER").name()).isEqualTo("NEVER");
  }

  @Test
  void countsByTheValueOfTheCapsField() {
    TagRules rules =
        new RuleBook()
            .with(
                "r",
                "{'name':'r','anyOf':[{'event':'page.viewed'}],'tag':'T','cap':{'limit':1,'window':'PT24H','per':'page.path'}}")
            .rules();

    assertThat(rules.matches(Events.viewed(ANNA, "/a", "2026-05-01T10:00:00Z")))
        .extracting(Match::capValue)
        .containsExactly("/a");
  }
}
