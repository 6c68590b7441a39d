package io.impuls.service.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));

  @Test
  void doublesUpToTheLongestWait() {
    assertThat(backoff.failed()).isEqualTo(Duration.ofMillis(200));
    assertThat(backoff.failed()).isEqualTo(Duration.ofMillis(400));
    assertThat(backoff.failed()).isEqualTo(Duration.ofMillis(800));
    assertThat(backoff.failed()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void staysAtTheLongestWaitHoweverLongTheOutage() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(backoff.failed()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(1));
    }
  }

  @Test
  void beginsAnewAfterASuccess() {
    backoff.failed();
    backoff.failed();
    backoff.succeeded();

    assertThat(backoff.failing()).isFalse();
    assertThat(backoff.failed()).isEqualTo(Duration.ofMillis(200));
  }
}
