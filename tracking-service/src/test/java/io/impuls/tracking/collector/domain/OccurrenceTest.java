package io.impuls.tracking.collector.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.ClientClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OccurrenceTest {

  private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00.250Z");

  @Test
  void takesTheTimestampAsItIsWithoutSentAt() {
    assertThat(at("2026-11-20T08:00:00.123456Z", null))
        .isEqualTo(Instant.parse("2026-11-20T08:00:00.123Z"));
  }

  @Test
  void takesTheClockErrorOfTheSenderOut() {
    // the clock is a day slow; the event happened 2 s before it was sent
    assertThat(at("2026-11-21T09:59:58Z", "2026-11-21T10:00:00Z"))
        .isEqualTo(RECEIVED.minusSeconds(2));
  }

  @Test
  void correctsClocksThatWereNeverSet() {
    assertThat(at("1970-01-01T00:00:10Z", "1970-01-01T00:00:40Z"))
        .isEqualTo(RECEIVED.minusSeconds(30));
  }

  @Test
  void happenedOnReceiptWhereNobodySaid() {
    assertThat(at(null, "2026-11-21T10:00:00Z")).isEqualTo(RECEIVED);
  }

  @Test
  void clampsTheFutureAndFlagsItBeyondFiveMinutes() {
    Occurrence fiveMinutes = of("2026-11-22T10:05:00.250Z", null);
    Occurrence more = of("2026-11-22T10:05:00.251Z", null);

    assertThat(fiveMinutes).isEqualTo(new Occurrence(RECEIVED, false));
    assertThat(more).isEqualTo(new Occurrence(RECEIVED, true));
  }

  @Test
  void refusesTimesBefore2000AndTimesNoClockCanSay() {
    assertThat(maybe("1999-12-31T23:59:59.999Z", null)).isEmpty();
    assertThat(maybe("-999999999-01-01T00:00:00Z", "+999999999-01-01T00:00:00Z")).isEmpty();
    assertThat(maybe("2000-01-01T00:00:00Z", null)).isPresent();
  }

  private static Instant at(String timestamp, String sentAt) {
    return of(timestamp, sentAt).at();
  }

  private static Occurrence of(String timestamp, String sentAt) {
    return maybe(timestamp, sentAt).orElseThrow();
  }

  private static java.util.Optional<Occurrence> maybe(String timestamp, String sentAt) {
    return Occurrence.of(
        new ClientClock(
            timestamp == null ? null : Instant.parse(timestamp),
            sentAt == null ? null : Instant.parse(sentAt)),
        RECEIVED);
  }
}
