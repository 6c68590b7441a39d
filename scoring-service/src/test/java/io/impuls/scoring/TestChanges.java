package io.impuls.scoring;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Score changes as subscribers of the topic get them. */
public final class TestChanges {

  private TestChanges() {}

  /** Gives the change of a score from 0 to another; {@code band} may be null. */
  public static ScoreChange change(
      UUID workspace, UUID person, String plan, long version, int to, String band) {
    return new ScoreChange(
        workspace,
        person,
        plan,
        1,
        version,
        Points.ZERO,
        Points.of(to),
        null,
        band,
        Instant.parse("2026-11-20T10:00:00Z"),
        null,
        List.of(),
        null,
        0);
  }

  /** Gives the record of a change. */
  public static ProducerRecord<String, ScoreChange> record(ScoreChange change) {
    return new ProducerRecord<>(
        Topics.SCORE_CHANGES.name(),
        new PersonKey(change.workspace(), change.person()).text(),
        change);
  }
}
