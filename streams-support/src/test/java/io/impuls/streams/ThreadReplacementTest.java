package io.impuls.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {

  @Test
  void replacesAThreadThreeTimesAndThenStops() {
    ThreadReplacement replacement = new ThreadReplacement();

    for (int death = 1; death <= 3; death++) {
      assertThat(replacement.decide(new IllegalStateException("bug"))).isEqualTo(REPLACE_THREAD);
    }
    assertThat(replacement.decide(new IllegalStateException("bug"))).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void aBrokerThatIsAwayIsNotABug() {
    ThreadReplacement replacement = new ThreadReplacement();

    for (int death = 1; death <= 10; death++) {
      assertThat(replacement.decide(new RuntimeException(new TimeoutException("broker away"))))
          .isEqualTo(REPLACE_THREAD);
    }
  }

  @Test
  void forgetsDeathsOlderThanTenMinutes() {
    Deque<Long> deaths = new ArrayDeque<>();
    long minute = Duration.ofMinutes(1).toNanos();

    assertThat(ThreadReplacement.allowed(deaths, 1, 0)).isTrue();
    assertThat(ThreadReplacement.allowed(deaths, 1, 9 * minute)).isFalse();
    assertThat(ThreadReplacement.allowed(deaths, 1, 25 * minute)).isTrue();
  }
}
