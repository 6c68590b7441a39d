package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagChange.Action;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules on tags: points when a tag comes, goes, or its time is over. */
class ScoringTagsTest {

  private static final UUID ANNA = new UUID(0, 1);
  private static final UUID COOKIE = new UUID(0, 2);
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String PLAN = "tags";

  @TempDir Path state;
  private ScoringDriver scoring;
  private long versions;

  @BeforeEach
  void start() {
    scoring =
        new ScoringDriver(
            new PlanVersions(
                List.of(
                    TestPlans.plan(
                        PLAN,
                        1,
                        TestPlans.BEGIN,
                        """
                        {"name": "Tags", "rules": [
                          {"id": "tv", "points": 15, "anyOf": [{"event": "tag.assigned",
                             "when": {"field": "properties.tag", "equals": "TV"}}]},
                          {"id": "strong", "points": 4, "anyOf": [{"event": "tag.assigned",
                             "when": {"field": "properties.score", "gte": 3}}]},
                          {"id": "gone", "points": -5, "anyOf": [
                             {"event": "tag.removed"}, {"event": "tag.expired"}]}]}
                        """))),
            state);
  }

  @AfterEach
  void stop() {
    scoring.close();
  }

  @Test
  void countsATagThatComesAndGoes() {
    scoring.send(change(Action.ASSIGNED, "TV", null, 1, "page.viewed", 1));
    assertThat(score()).isEqualTo(15_000);
    scoring.send(change(Action.REINFORCED, "TV", 1, 2, "page.viewed", 2));
    assertThat(score()).as("it was there already").isEqualTo(15_000);

    scoring.send(change(Action.EXPIRED, "TV", 2, null, "tag.expired", 3));

    assertThat(score()).isEqualTo(10_000);
    assertThat(scoring.log(ANNA))
        .extracting(entry -> entry.match().eventType())
        .containsExactly(EventTypes.TAG_ASSIGNED, EventTypes.TAG_EXPIRED);
  }

  @Test
  void countsTheSameOnceHoweverOftenItIsTold() {
    TagChange change = change(Action.ASSIGNED, "TV", null, 3, "page.viewed", 1);

    scoring.send(change);
    scoring.send(change);

    assertThat(score()).as("TV, and a score of three").isEqualTo(19_000);
  }

  @Test
  void whatGoesAlongWithAPersonIsNothingNew() {
    scoring.send(change(Action.ASSIGNED, "TV", null, 1, EventTypes.PERSON_MERGED, 1));
    scoring.send(change(Action.REMOVED, "TV", 1, null, EventTypes.PERSON_SPLIT, 2));

    assertThat(scoring.log(ANNA)).isEmpty();
  }

  @Test
  void thatTwoTagsBecameOneIsNothingNewOfAnybody() {
    scoring.send(change(Action.ASSIGNED, "TV", null, 1, TagChange.TAGS_MERGED, 1));
    scoring.send(change(Action.REMOVED, "RADIO", 1, null, TagChange.TAGS_MERGED, 1));

    assertThat(scoring.log(ANNA)).isEmpty();
  }

  /** Semantics 3.31. */
  @Test
  void nothingIsScoredByATagThatNeedsCare() {
    TagChange plain = change(Action.ASSIGNED, "TV", null, 3, "page.viewed", 1);

    scoring.send(
        new TagChange(
            plain.workspace(),
            plain.person(),
            plain.tag(),
            plain.name(),
            plain.epoch(),
            plain.version(),
            plain.action(),
            plain.before(),
            plain.after(),
            plain.occurredAt(),
            plain.rule(),
            plain.ruleVersion(),
            plain.cause(),
            plain.mergedInto(),
            plain.hops(),
            plain.origin(),
            true,
            null));

    assertThat(scoring.log(ANNA)).isEmpty();
  }

  @Test
  void followsWhoBecameSomebodyElse() {
    ScoringDriver.merged(COOKIE, ANNA, "2026-03-02T11:00:00Z").forEach(scoring::send);

    scoring.send(change(COOKIE, Action.ASSIGNED, "TV", null, 1, "page.viewed", 1, 0));

    assertThat(score()).isEqualTo(15_000);
  }

  @Test
  void refusesWhatGoesRoundInACircle() {
    scoring.send(change(ANNA, Action.ASSIGNED, "TV", null, 1, "page.viewed", 1, 8));

    assertThat(scoring.rejected())
        .extracting(event -> event.reason())
        .containsExactly(RejectionReason.TOO_MANY_HOPS);
    assertThat(scoring.log(ANNA)).isEmpty();
  }

  private long score() {
    return scoring.head(ANNA).state().of(PLAN).score();
  }

  private TagChange change(
      Action action, String tag, Integer before, Integer after, String cause, int number) {
    return change(ANNA, action, tag, before, after, cause, number, 0);
  }

  private TagChange change(
      UUID person,
      Action action,
      String tag,
      Integer before,
      Integer after,
      String cause,
      int number,
      int hops) {
    Instant at = NOON.plusSeconds(number);
    return new TagChange(
        Events.WORKSPACE,
        person,
        tag,
        "Telewizory",
        1,
        ++versions,
        action,
        before == null ? null : Points.of(before),
        after == null ? null : Points.of(after),
        at,
        "rule",
        1,
        new Cause(new UUID(9, number), cause, at, at),
        null,
        hops);
  }
}
