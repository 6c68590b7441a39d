package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreChange;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** What must add up, whatever happened: decisions, changes and the score say the same. */
final class Books {

  private Books() {}

  /** Checks every plan's sums, chains and counters of these persons. */
  static void check(ScoringDriver scoring, List<UUID> persons, String... plans) {
    for (UUID person : persons) {
      for (String plan : plans) {
        check(scoring, person, plan);
      }
      List<Long> versions =
          scoring.changes().stream()
              .filter(change -> change.person().equals(person))
              .map(ScoreChange::version)
              .toList();
      assertThat(versions)
          .as("versions of %s", person)
          .isEqualTo(LongStream.rangeClosed(1, versions.size()).boxed().toList());
      assertThat(scoring.head(person).version()).isEqualTo(versions.size());
    }
  }

  private static void check(ScoringDriver scoring, UUID person, String plan) {
    long score = scoring.score(person, plan).total();
    long decided =
        scoring.decisions().stream()
            .filter(decision -> decision.person().equals(person) && decision.plan().equals(plan))
            .mapToLong(decision -> decision.points().thousandths())
            .sum();
    assertThat(decided).as("decisions of %s in %s", person, plan).isEqualTo(score);
    Points reached = Points.ZERO;
    String band = null;
    for (ScoreChange change : scoring.changes()) {
      if (change.person().equals(person) && change.plan().equals(plan)) {
        assertThat(change.from()).isEqualTo(reached);
        assertThat(change.bandFrom()).isEqualTo(band);
        long moved = change.entries().stream().mapToLong(e -> e.points().thousandths()).sum();
        if (change.mergedInto() == null) {
          assertThat(change.to().minus(change.from()).thousandths()).isEqualTo(moved);
        }
        reached = change.to();
        band = change.bandTo();
      }
    }
    assertThat(reached.thousandths()).isEqualTo(score);
    assertThat(band).isEqualTo(scoring.score(person, plan).band());
  }
}
