package io.impuls.embedded.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.embedded.stack.RestartPolicy.Decision.GiveUp;
import io.impuls.embedded.stack.RestartPolicy.Decision.Restart;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final RestartPolicy policy = new RestartPolicy();

  @Test
  void givesUpOnTheFourthDeathWithinTenMinutes() {
    assertThat(policy.died("scoring-1", START)).isEqualTo(new Restart(1));
    assertThat(policy.died("scoring-1", minutesLater(4))).isEqualTo(new Restart(2));
    assertThat(policy.died("scoring-1", minutesLater(8))).isEqualTo(new Restart(3));
    assertThat(policy.died("scoring-1", minutesLater(9))).isEqualTo(new GiveUp());
  }

  @Test
  void forgetsADeathAfterTenMinutes() {
    policy.died("scoring-1", START);
    policy.died("scoring-1", minutesLater(4));
    policy.died("scoring-1", minutesLater(8));

    // the first is ten minutes old, so this is the third that counts
    assertThat(policy.died("scoring-1", minutesLater(10))).isEqualTo(new Restart(3));
  }

  @Test
  void waitsLongerBeforeEachRestart() {
    assertThat(new Restart(1).pause()).isZero();
    assertThat(new Restart(2).pause()).isEqualTo(Duration.ofSeconds(2));
    assertThat(new Restart(3).pause()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void countsEachChildByItself() {
    for (int i = 0; i < RestartPolicy.LIMIT; i++) {
      policy.died("scoring-1", START);
    }

    assertThat(policy.died("scoring-2", START)).isEqualTo(new Restart(1));
  }

  private static Instant minutesLater(int minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }
}
