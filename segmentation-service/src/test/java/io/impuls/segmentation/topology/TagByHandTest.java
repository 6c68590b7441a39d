package io.impuls.segmentation.topology;

import static io.impuls.segmentation.domain.Acts.added;
import static io.impuls.segmentation.domain.Acts.inBulk;
import static io.impuls.segmentation.domain.Acts.removed;
import static io.impuls.segmentation.domain.Acts.set;
import static io.impuls.segmentation.domain.Acts.undone;
import static io.impuls.segmentation.domain.Events.ANNA;
import static io.impuls.segmentation.domain.Events.BERT;
import static io.impuls.segmentation.domain.Events.late;
import static io.impuls.segmentation.domain.Events.merged;
import static io.impuls.segmentation.domain.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.tag.TagAct;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagChange.Action;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.segmentation.domain.RuleBook;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.Why;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users do to tags by hand, among what rules do. */
class TagByHandTest {

  private final TagRules rules =
      new RuleBook()
          .with("r", "{'name':'r','tag':'Kurtka','anyOf':[{'event':'page.viewed'}]}")
          .rules();

  private final Stream stream = new Stream(rules);

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void aScoreSetByHandCountsOnAndItsLedgerSaysWhoAndWhy() {
    stream.take(viewed(ANNA, "/", "2026-05-01T10:00:00Z"));

    // 1 becomes 10
    stream.take(set(ANNA, "KURTKA", 9, "2026-05-01T11:00:00Z"));
    stream.take(viewed(ANNA, "/", "2026-05-01T12:00:00Z"));

    assertThat(stream.tags(ANNA)).containsExactly("KURTKA=11");
    assertThat(stream.changes())
        .extracting(TagChange::after, TagChange::origin, TagChange::rule, TagChange::name)
        .containsExactly(
            tuple(Points.of(1), TagOrigin.RULE, "r", "Kurtka"),
            tuple(Points.of(10), TagOrigin.MANUAL, null, "Kurtka"),
            tuple(Points.of(11), TagOrigin.RULE, "r", "Kurtka"));
    Why why = Why.newest(rules, stream.log(ANNA), "KURTKA", 10).get(1);
    assertThat(why.rule()).isEmpty();
    assertThat(why.entry().awarded()).isEqualTo(9_000);
    assertThat(why.words()).contains("ola").contains("asked for");
  }

  @Test
  void anActThatIsToldAgainCountsOnce() {
    TagAct act = inBulk(added(ANNA, "VIP", 1, "2026-05-01T11:00:00Z"));

    stream.take(act, act);

    assertThat(stream.tags(ANNA)).containsExactly("VIP=1");
    assertThat(stream.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.action()).isEqualTo(Action.ASSIGNED);
              assertThat(change.origin()).isEqualTo(TagOrigin.BULK);
            });
  }

  @Test
  void noMoreIsTakenThanThereIs() {
    stream.take(added(ANNA, "VIP", 2, "2026-05-01T11:00:00Z"));
    stream.take(added(ANNA, "VIP", -5, "2026-05-01T12:00:00Z"));
    stream.take(added(ANNA, "VIP", 3, "2026-05-01T13:00:00Z"));

    // 2, then none, then 3 anew
    assertThat(stream.tags(ANNA)).containsExactly("VIP=3");
    assertThat(stream.changes())
        .extracting(TagChange::action)
        .containsExactly(Action.ASSIGNED, Action.REMOVED, Action.ASSIGNED);
  }

  @Test
  void whatIsRemovedByHandStaysAwayUntilSomethingNewHappens() {
    stream.take(viewed(ANNA, "/", "2026-05-01T10:00:00Z"));
    stream.take(removed(ANNA, "KURTKA", "2026-05-01T11:00:00Z"));
    assertThat(stream.tags(ANNA)).isEmpty();

    stream.take(late(viewed(ANNA, "/", "2026-05-01T09:00:00Z"), Timeliness.LATE));
    assertThat(stream.tags(ANNA)).isEmpty();

    stream.take(viewed(ANNA, "/", "2026-05-01T12:00:00Z"));
    assertThat(stream.tags(ANNA)).containsExactly("KURTKA=1");
  }

  @Test
  void undoingGivesBackWhatWasTakenAndTakesWhatWasGiven() {
    TagAct removal = removed(ANNA, "KURTKA", "2026-05-01T11:00:00Z");
    TagAct gift = added(ANNA, "KURTKA", 5, "2026-05-01T12:00:00Z");
    stream.take(viewed(ANNA, "/", "2026-05-01T10:00:00Z"));
    stream.take(removal, gift);
    assertThat(stream.tags(ANNA)).containsExactly("KURTKA=5");

    stream.take(undone(removal, "2026-05-01T13:00:00Z"));
    assertThat(stream.tags(ANNA)).containsExactly("KURTKA=6");
    stream.take(undone(gift, "2026-05-01T14:00:00Z"), undone(gift, "2026-05-01T15:00:00Z"));
    assertThat(stream.tags(ANNA)).containsExactly("KURTKA=1");
  }

  @Test
  void aMergeBringsActsAlong() {
    stream.take(added(ANNA, "VIP", 2, "2026-05-01T11:00:00Z"));
    stream.take(added(BERT, "VIP", 3, "2026-05-01T10:00:00Z"));
    TagAct removal = removed(BERT, "VIP", "2026-05-01T12:00:00Z");
    stream.take(removal);
    assertThat(stream.tags(BERT)).isEmpty();

    stream.take(
        merged(ANNA, ANNA, BERT, "2026-05-02T10:00:00Z"),
        merged(BERT, ANNA, BERT, "2026-05-02T10:00:00Z"));

    // both were given before it was removed: as if they had always been one
    assertThat(stream.tags(BERT)).isEmpty();
    stream.take(undone(removal, "2026-05-03T10:00:00Z"));
    assertThat(stream.tags(BERT)).containsExactly("VIP=5");
  }

  @Test
  void whatIsDoneToTheOldPersonReachesTheNew() {
    stream.take(added(ANNA, "VIP", 2, "2026-05-01T11:00:00Z"));
    stream.take(merged(ANNA, ANNA, BERT, "2026-05-02T10:00:00Z"));

    stream.take(added(ANNA, "VIP", 1, "2026-05-03T11:00:00Z"));

    assertThat(stream.tags(BERT)).containsExactly("VIP=3");
    assertThat(stream.tags(ANNA)).isEmpty();
    assertThat(List.of(ANNA, BERT)).allSatisfy(one -> assertThat(stream.head(one)).isPresent());
  }
}
