package io.impuls.contact.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.score.ScoreChange;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NewestTest {

  private static final UUID ANNA = new UUID(0, 1);

  @Test
  void keepsTheHighestVersionOfEachPlanWhateverTheOrder() {
    List<ScoreChange> newest =
        Newest.scores(
            List.of(
                Changes.score(ANNA, "shop", 1, 3, 30),
                Changes.score(ANNA, "site", 1, 1, 1),
                Changes.score(ANNA, "shop", 1, 5, 50),
                Changes.score(ANNA, "shop", 1, 4, 40)));

    assertThat(newest)
        .extracting(ScoreChange::plan, ScoreChange::version)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("shop", 5L),
            org.assertj.core.groups.Tuple.tuple("site", 1L));
  }

  @Test
  void letsAHigherEpochWinOverAHigherVersion() {
    List<ScoreChange> newest =
        Newest.scores(
            List.of(Changes.score(ANNA, "shop", 2, 1, 10), Changes.score(ANNA, "shop", 1, 9, 90)));

    assertThat(newest).extracting(ScoreChange::epoch).containsExactly(2);
  }
}
