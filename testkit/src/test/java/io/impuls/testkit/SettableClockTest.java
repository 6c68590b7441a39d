package io.impuls.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class SettableClockTest {

  @Test
  void standsStillUntilItIsMovedInEveryZone() {
    SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    Clock london = clock.withZone(ZoneId.of("Europe/London"));

    clock.advance(Duration.ofMinutes(5));

    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-01T12:05:00Z"));
    assertThat(ZonedDateTime.now(london)).hasToString("2026-03-01T12:05Z[Europe/London]");
  }
}
