package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScoreRecordsTest {

  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final UUID ANNA = new UUID(0, 10);
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final int MANY = 2 * ScoreRecords.MOST_ENTRIES + 1;

  private final ScoreRecords records =
      new ScoreRecords(
          new PersonKey(WORKSPACE, ANNA),
          new ScoreChange.Cause(new UUID(0, 99), "page.viewed", NOON, NOON),
          1);
  private final AtomicLong version = new AtomicLong();

  /** 2,001 points in three records that follow one another; a broker takes each of them. */
  @Test
  void aChangeOfManyEntriesGoesInSeveralRecords() {
    List<EntryChange> entries = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      entries.add(new EntryChange(null, Entry.awarded(match(i))));
    }
    PlanScore after = new PlanScore(MANY * 1_000L, "HOT", null, null);

    List<ScoreChange> parts =
        records.changes(
            new PlanChange("plan", PlanScore.NONE, after, entries), version::incrementAndGet);

    assertThat(parts).extracting(ScoreChange::version).containsExactly(1L, 2L, 3L);
    assertThat(parts)
        .extracting(ScoreChange::from)
        .containsExactly(Points.ZERO, Points.of(1_000), Points.of(2_000));
    assertThat(parts)
        .extracting(ScoreChange::to)
        .containsExactly(Points.of(1_000), Points.of(2_000), Points.of(2_001));
    assertThat(parts).extracting(ScoreChange::bandTo).containsExactly(null, null, "HOT");
    assertThat(parts)
        .allSatisfy(
            part ->
                assertThat(
                        Topics.SCORE_CHANGES
                            .serde()
                            .serialize(Topics.SCORE_CHANGES.name(), part)
                            .length)
                    .isLessThan(Topic.MOST_BYTES / 2));
  }

  private static Match match(int i) {
    return new Match(
        "plan/" + "r".repeat(64),
        1,
        null,
        NOON.plusSeconds(i),
        new UUID(1, i),
        "page.viewed",
        NOON,
        ANNA,
        1_000,
        null);
  }
}
