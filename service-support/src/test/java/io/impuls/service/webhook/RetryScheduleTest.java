package io.impuls.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(Duration.ofSeconds(2), Duration.ofMinutes(5));

  /** Draws nothing but the least. */
  private static final RandomGenerator LEAST =
      new Random() {
        @Override
        public long nextLong(long bound) {
          return 0;
        }
      };

  /** Draws nothing but the most. */
  private static final RandomGenerator MOST =
      new Random() {
        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  /** 2, 4, 8 ... 256 s, then 300 s; half of it is certain. */
  @Test
  void doublesUpToTheLongestAndDrawsHalfOfIt() {
    assertThat(wait(1, MOST)).isEqualTo(Duration.ofSeconds(2));
    assertThat(wait(1, LEAST)).isEqualTo(Duration.ofSeconds(1));
    assertThat(wait(3, MOST)).isEqualTo(Duration.ofSeconds(8));
    assertThat(wait(8, MOST)).isEqualTo(Duration.ofSeconds(256));
    assertThat(wait(9, MOST)).isEqualTo(Duration.ofMinutes(5));
    assertThat(wait(100_000, MOST)).isEqualTo(Duration.ofMinutes(5));
    assertThat(wait(100_000, LEAST)).isEqualTo(Duration.ofSeconds(150));
  }

  @Test
  void respectsWhatASubscriberAsksForAnHourAtMost() {
    assertThat(SCHEDULE.after(1, Duration.ofMinutes(10), MOST)).isEqualTo(Duration.ofMinutes(10));
    assertThat(SCHEDULE.after(9, Duration.ofSeconds(1), MOST)).isEqualTo(Duration.ofMinutes(5));
    assertThat(SCHEDULE.after(1, Duration.ofDays(9), MOST)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void hasWaitsThatMakeSense() {
    assertThatThrownBy(() -> new RetrySchedule(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RetrySchedule(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Duration wait(int failures, RandomGenerator random) {
    return SCHEDULE.after(failures, Duration.ZERO, random);
  }
}
