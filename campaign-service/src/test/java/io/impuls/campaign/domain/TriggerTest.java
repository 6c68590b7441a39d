package io.impuls.campaign.domain;

import static io.impuls.campaign.domain.Samples.ANN;
import static io.impuls.campaign.domain.Samples.BEN;
import static io.impuls.campaign.domain.Samples.NOON;
import static io.impuls.campaign.domain.Samples.bands;
import static io.impuls.campaign.domain.Samples.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreChange.Cause;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriggerTest {

  private final Trigger hot = new Trigger.BandEntered("engagement", "HOT");
  private final Trigger lantern = new Trigger.TagReached("lantern", Points.of(5));

  @Test
  void firesWhenTheBandIsEntered() {
    assertThat(hot.firedBy(bands(ANN, null, "HOT", NOON)))
        .contains(
            new Occasion(
                ANN,
                ANN + "/1/7",
                NOON,
                Map.of("plan", "engagement", "band", "HOT", "score", "60")));
    assertThat(hot.firedBy(bands(ANN, "WARM", "HOT", NOON))).isPresent();
  }

  @Test
  void keepsQuietWithinTheBandAndOutsideOfIt() {
    assertThat(hot.firedBy(bands(ANN, "HOT", "HOT", NOON))).isEmpty();
    assertThat(hot.firedBy(bands(ANN, "HOT", null, NOON))).isEmpty();
    assertThat(hot.firedBy(bands(ANN, null, "WARM", NOON))).isEmpty();
    assertThat(new Trigger.BandEntered("other", "HOT").firedBy(bands(ANN, null, "HOT", NOON)))
        .isEmpty();
  }

  @Test
  void keepsQuietOnTheLastChangeOfAMergedPerson() {
    ScoreChange last =
        new ScoreChange(
            Samples.WORKSPACE,
            ANN,
            "engagement",
            1,
            8,
            Points.of(60),
            Points.ZERO,
            null,
            "HOT",
            NOON,
            null,
            List.of(),
            BEN,
            0);
    assertThat(hot.firedBy(last)).isEmpty();
  }

  /** 3.1: an import adds to sums and never sends. */
  @Test
  void keepsQuietWhenAnImportBroughtTheChangeAbout() {
    Cause live = new Cause(ANN, "order.placed", NOON, NOON);
    Cause imported = new Cause(ANN, "order.placed", NOON, NOON, true);

    assertThat(hot.firedBy(Samples.bands(ANN, null, "HOT", NOON, live))).isPresent();
    assertThat(hot.firedBy(Samples.bands(ANN, null, "HOT", NOON, imported))).isEmpty();
    assertThat(lantern.firedBy(Samples.tag(ANN, "LANTERN", null, Points.of(9), NOON, live)))
        .isPresent();
    assertThat(lantern.firedBy(Samples.tag(ANN, "LANTERN", null, Points.of(9), NOON, imported)))
        .isEmpty();
  }

  @Test
  void firesWhenTheTagComesToThePoints() {
    // before < 5 <= after
    assertThat(lantern.firedBy(tag(ANN, "LANTERN", Points.of(4), Points.of(5), NOON)))
        .hasValueSatisfying(
            occasion ->
                assertThat(occasion.facts())
                    .containsEntry("tag", "Lantern")
                    .containsEntry("tagScore", "5"));
    assertThat(lantern.firedBy(tag(ANN, "LANTERN", null, Points.of(9), NOON))).isPresent();
  }

  @Test
  void keepsQuietWhenTheTagIsBelowBeyondGoneOrAnother() {
    assertThat(lantern.firedBy(tag(ANN, "LANTERN", Points.of(3), Points.of(4), NOON))).isEmpty();
    assertThat(lantern.firedBy(tag(ANN, "LANTERN", Points.of(5), Points.of(6), NOON))).isEmpty();
    assertThat(lantern.firedBy(tag(ANN, "LANTERN", Points.of(3), null, NOON))).isEmpty();
    assertThat(lantern.firedBy(tag(ANN, "CANDLE", Points.of(3), Points.of(9), NOON))).isEmpty();
  }
}
