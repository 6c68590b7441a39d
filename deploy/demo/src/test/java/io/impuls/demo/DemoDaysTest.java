package io.impuls.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.impuls.demo.recording.RecordedEvent;
import io.impuls.demo.recording.Recording;
import io.impuls.demo.recording.Sender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDaysTest {

  private static final Recording RECORDING =
      new Recording(
          "orders",
          ZoneId.of("Europe/London"),
          List.of(event("2010-12-01T08:26"), event("2010-12-14T17:22")));

  @TempDir Path data;

  @Test
  void hashesAsOfTheEndOfTheLastDay() throws IOException {
    // in London's summer the day is over at 23:00 UTC
    DemoDays days = days("2026-07-11T08:00:00Z");
    days.shift(RECORDING, null);

    assertThat(days.asOf(List.of(RECORDING))).isEqualTo("2026-07-10T23:00:00Z");
  }

  @Test
  void hashesAsOfTheChoiceWhereTheDayIsNotOver() throws IOException {
    DemoDays first = days("2026-11-25T20:00:00Z");
    first.shift(RECORDING, null);
    DemoDays later = days("2026-11-26T09:00:00Z");
    later.shift(RECORDING, null);

    // what a reader of the README does after the first demo is later than that
    assertThat(later.asOf(List.of(RECORDING))).isEqualTo("2026-11-25T20:00:00.001Z");
  }

  private DemoDays days(String now) {
    return new DemoDays(data, Instant.parse(now), Duration.ofDays(30));
  }

  private static RecordedEvent event(String at) {
    return new RecordedEvent(
        at, LocalDateTime.parse(at), Sender.BACKEND, JsonNodeFactory.instance.objectNode());
  }
}
