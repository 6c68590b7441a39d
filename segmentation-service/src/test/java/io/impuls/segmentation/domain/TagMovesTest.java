package io.impuls.segmentation.domain;

import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.tag.TagChange.Action;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TagMovesTest {

  @Test
  void twoRulesThatGiveOneTagAreOneMoveWithTheSum() {
    TaggedPerson anna =
        new TaggedPerson(
            new RuleBook()
                .with("b", "{'name':'b','anyOf':[{'event':'page.viewed'}],'tag':'T','increment':2}")
                .with("a", "{'name':'a','anyOf':[{'event':'page.viewed'}],'tag':'t'}")
                .rules());

    assertThat(anna.does(viewed(ANNA, "/", "2026-05-01T10:00:00Z")))
        .containsExactly(new TagMove(new Tag("T", "t"), 3_000, "a", 1));
  }

  @Test
  void aRejudgedEventTakesItsTagAway() {
    // one a day by one lineage; version 2 gives another tag from noon on
    Instant noon = Instant.parse("2026-05-01T12:00:00Z");
    String rule =
        "{'name':'r','anyOf':[{'event':'page.viewed'}],'tag':'%s','cap':{'limit':1,'window':'PT24H'}}";
    TaggedPerson anna =
        new TaggedPerson(
            new RuleBook()
                .with("r", 1, Instant.MIN, noon, rule.formatted("MORNING"))
                .with("r", 2, noon, Instant.MAX, rule.formatted("AFTERNOON"))
                .rules());
    anna.does(viewed(ANNA, "/", "2026-05-01T15:00:00Z"));
    assertThat(anna.tags()).containsExactly("AFTERNOON=1");

    // the late morning visit fills the window of the afternoon's
    assertThat(anna.does(viewed(ANNA, "/", "2026-05-01T08:00:00Z")))
        .containsExactly(
            new TagMove(Tag.named("AFTERNOON"), -1_000, "r", 2),
            new TagMove(Tag.named("MORNING"), 1_000, "r", 1));
    assertThat(anna.tags()).containsExactly("MORNING=1");
  }

  @Test
  void aMoveWithinTheLedgerThatLeavesTheSumIsNoMove() {
    TaggedPerson anna =
        new TaggedPerson(
            new RuleBook()
                .with(
                    "r",
                    "{'name':'r','anyOf':[{'event':'page.viewed'}],'tag':'T','cap':{'limit':1,'window':'PT24H'}}")
                .rules());
    anna.does(viewed(ANNA, "/", "2026-05-01T15:00:00Z"));

    assertThat(anna.does(viewed(ANNA, "/", "2026-05-01T08:00:00Z"))).isEmpty();
    assertThat(anna.tags()).containsExactly("T=1");
  }

  @Test
  void actionsTellWhatSomebodySees() {
    TagScore one = new TagScore(1_000);
    assertThat(TagScore.ABSENT.actionTo(one)).contains(Action.ASSIGNED);
    assertThat(one.actionTo(new TagScore(3_000))).contains(Action.REINFORCED);
    assertThat(one.actionTo(TagScore.ABSENT)).contains(Action.REMOVED);
    assertThat(one.actionTo(one)).isEmpty();
  }

  @Test
  void aStoredScoreReadsBack() {
    TagScore score = new TagScore(12_345);
    assertThat(TagScore.read(score.write())).isEqualTo(score);
    assertThat(score.write()[0]).isEqualTo((byte) 1);
    assertThat(TagScore.read(null)).isEqualTo(TagScore.ABSENT);
  }
}
