package io.impuls.demo.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayShiftTest {

  private static final Duration HORIZON = Duration.ofDays(30);
  private static final Recording RECORDING =
      new Recording(
          "orders",
          ZoneId.of("Europe/London"),
          List.of(event("2010-12-01T08:26"), event("2010-12-14T17:22")));

  @Test
  void endsTodayOnceTheTimeOfDayHasPassed() {
    assertThat(DayShift.latestDay(RECORDING, Instant.parse("2026-11-22T17:22:00Z")))
        .isEqualTo("2026-11-22");
    assertThat(DayShift.latestDay(RECORDING, Instant.parse("2026-11-22T17:21:59Z")))
        .isEqualTo("2026-11-21");
  }

  @Test
  void keepsTheLocalTimeOfDayInSummer() {
    DayShift shift = DayShift.endingOn(RECORDING, LocalDate.parse("2026-07-01"));

    assertThat(shift.move(RECORDING.last())).isEqualTo("2026-07-01T16:22:00Z");
  }

  @Test
  void refusesADayInTheFuture() {
    DayShift shift = DayShift.endingOn(RECORDING, LocalDate.parse("2026-11-23"));

    assertThatThrownBy(
            () -> shift.checked(RECORDING, Instant.parse("2026-11-22T20:00:00Z"), HORIZON))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("in the future");
  }

  @Test
  void refusesADayThatWouldCutEventsOff() {
    // the first day is 13 days before the last: 6 November less 13 days is 24 October, 29 days back
    Instant now = Instant.parse("2026-11-22T20:00:00Z");

    assertThat(
            DayShift.endingOn(RECORDING, LocalDate.parse("2026-11-06"))
                .checked(RECORDING, now, HORIZON))
        .isNotNull();
    assertThatThrownBy(
            () ->
                DayShift.endingOn(RECORDING, LocalDate.parse("2026-11-05"))
                    .checked(RECORDING, now, HORIZON))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("horizon");
  }

  private static RecordedEvent event(String at) {
    return new RecordedEvent(
        at, LocalDateTime.parse(at), Sender.BACKEND, JsonNodeFactory.instance.objectNode());
  }
}
