package io.impuls.streams.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long MILLI = 1_000_000;

  /** 1,000 a second: 500 take half a second, of which 200 ms have gone. */
  @Test
  void waitsForTheRestOfTheTimeThatTheItemsMayTake() {
    Pace pace = new Pace(1_000, 7);

    assertThat(pace.after(500, 7 + 200 * MILLI)).isEqualTo(300 * MILLI);
    assertThat(pace.after(100, 7 + 500 * MILLI)).isEqualTo(100 * MILLI);
    assertThat(pace.after(0, 7 + 600 * MILLI)).isZero();
  }

  /** Ten idle seconds do not allow ten thousand at once. */
  @Test
  void doesNotSaveWhatWasNotUsedUp() {
    Pace pace = new Pace(1_000, 0);
    pace.after(0, 10_000 * MILLI);

    assertThat(pace.after(1_000, 10_000 * MILLI)).isEqualTo(1_000 * MILLI);
  }
}
