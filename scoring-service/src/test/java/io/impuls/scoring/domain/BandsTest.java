package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandsTest {

  /** Semantics 3.8: in at 80, out below 70. */
  @Test
  void staysInTheBandBetweenItsTwoLevels() {
    Bands bands = new Bands(List.of(band("HOT", 80, 70)));

    assertThat(walk(bands, 79, 80, 75, 70, 69, 75, 79, 80))
        .containsExactly(null, "HOT", "HOT", "HOT", null, null, null, "HOT");
  }

  /** The demo's plan: in at 60, out below 40; fractions of points count. */
  @Test
  void leavesOnlyBelowTheExitLevel() {
    Bands bands = new Bands(List.of(band("HOT", 60, 40)));

    assertThat(bands.next("HOT", 40_000)).isEqualTo("HOT");
    assertThat(bands.next("HOT", 39_999)).isNull();
    assertThat(bands.next(null, 59_999)).isNull();
    assertThat(bands.next(null, 60_000)).isEqualTo("HOT");
  }

  /** SC-17: 80 and more "call", 40-79 "discount". */
  @Test
  void fallsToTheNextLowerBandThatStillHolds() {
    Bands bands = new Bands(List.of(band("DISCOUNT", 40, 30), band("CALL", 80, 70)));

    assertThat(walk(bands, 50, 85, 72, 65, 35, 29))
        .containsExactly("DISCOUNT", "CALL", "CALL", "DISCOUNT", "DISCOUNT", null);
    // From 85 straight to 35: DISCOUNT was reached on the way up and is left only below 30.
    assertThat(bands.next("CALL", 35_000)).isEqualTo("DISCOUNT");
    assertThat(bands.next(null, 35_000)).isNull();
  }

  @Test
  void forgetsABandThatANewVersionNoLongerHas() {
    Bands bands = new Bands(List.of(band("WARM", 50, 20)));

    assertThat(bands.next("HOT", 45_000)).isNull();
    assertThat(bands.next("HOT", 50_000)).isEqualTo("WARM");
  }

  @Test
  void refusesABandThatIsLeftAboveItsEntry() {
    assertThatThrownBy(() -> band("HOT", 40, 60)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> walk(Bands bands, long... points) {
    List<String> names = new ArrayList<>();
    String band = null;
    for (long score : points) {
      band = bands.next(band, score * 1_000);
      names.add(band);
    }
    return names;
  }

  private static Band band(String name, long enter, long leave) {
    return new Band(name, enter * 1_000, leave * 1_000);
  }
}
