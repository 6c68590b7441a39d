package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.plan.ScoringPlanDefinition.QuietHours;
import io.impuls.rules.Problem;
import io.impuls.rules.definition.QuietHoursCompiler;
import io.impuls.rules.definition.QuietInterval;
import io.impuls.testkit.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The forms of quiet hours in semantics 3.5. Warsaw is at +01:00 in winter, +02:00 in summer. */
class QuietIntervalTest {

  /** The night from Saturday 7 to Sunday 8 March 2026 began on a Saturday, the next one did not. */
  @Test
  void aNightBelongsToTheDayOnWhichItStarts() {
    QuietInterval nights = quiet("22:00", "06:00", null, List.of("SATURDAY"), false);

    assertThat(nights.withholds(at("2026-03-07T20:59:59Z"))).isFalse();
    assertThat(nights.withholds(at("2026-03-07T21:00:00Z"))).isTrue();
    assertThat(nights.withholds(at("2026-03-08T04:59:59Z"))).isTrue();
    assertThat(nights.withholds(at("2026-03-08T05:00:00Z"))).isFalse();
    assertThat(nights.withholds(at("2026-03-08T21:00:00Z"))).isFalse();
    assertThat(nights.words()).isEqualTo("22:00-06:00 on SATURDAY Europe/Warsaw");
  }

  /** 29 March 2026 has 23 hours in Warsaw, 25 October 25: both are Sundays. */
  @Test
  void aWholeDayIsAsLongAsTheCalendarsDay() {
    QuietInterval sundays = quiet(null, null, null, List.of("SUNDAY"), false);

    assertThat(sundays.withholds(at("2026-03-28T22:59:59Z"))).isFalse();
    assertThat(sundays.withholds(at("2026-03-28T23:00:00Z"))).isTrue();
    assertThat(sundays.withholds(at("2026-03-29T21:59:59Z"))).isTrue();
    assertThat(sundays.withholds(at("2026-03-29T22:00:00Z"))).isFalse();
    assertThat(sundays.withholds(at("2026-10-24T22:00:00Z"))).isTrue();
    assertThat(sundays.withholds(at("2026-10-25T22:59:59Z"))).isTrue();
    assertThat(sundays.withholds(at("2026-10-25T23:00:00Z"))).isFalse();
  }

  /** Open from nine to five on work days, quiet otherwise. */
  @Test
  void invertedHoursAreQuietOutside() {
    QuietInterval office =
        quiet(
            "09:00",
            "17:00",
            null,
            List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"),
            true);

    // Monday 2 and Saturday 7 March 2026
    assertThat(office.withholds(at("2026-03-02T07:59:59Z"))).isTrue();
    assertThat(office.withholds(at("2026-03-02T08:00:00Z"))).isFalse();
    assertThat(office.withholds(at("2026-03-02T15:59:59Z"))).isFalse();
    assertThat(office.withholds(at("2026-03-02T16:00:00Z"))).isTrue();
    assertThat(office.withholds(at("2026-03-07T12:00:00Z"))).isTrue();
    assertThat(office.words()).startsWith("outside of 09:00-17:00 on MONDAY, TUESDAY");
  }

  /** 21:30 UTC in winter is 22:30 in Warsaw and 16:30 in New York. */
  @Test
  void goesByTheContactsClockWhereTheEventNamesIt() {
    QuietInterval night = quiet("22:00", "06:00", QuietHours.CONTACT_ZONE, List.of(), false);
    Events view = Events.of("page.viewed").at("2026-03-02T21:30:00Z");

    assertThat(night.withholds(view.build())).isTrue();
    assertThat(night.withholds(view.context("timezone", "America/New_York").build())).isFalse();
    assertThat(night.withholds(view.context("timezone", "Moon/Tycho").build())).isTrue();
    assertThat(night.withholds(view.context("timezone", 7).build())).isTrue();
  }

  /** From the office's Friday evening to Monday morning; a whole Sunday to midnight. */
  @Test
  void defersToTheNextTimeThatIsNotQuiet() {
    List<String> workDays = List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY");

    assertThat(deferring("09:00", "17:00", workDays, true).deferredTo(at("2026-03-06T16:30:00Z")))
        .contains(Instant.parse("2026-03-09T08:00:00Z"));
    assertThat(
            deferring(null, null, List.of("SUNDAY"), false).deferredTo(at("2026-03-29T00:30:00Z")))
        .contains(Instant.parse("2026-03-29T22:00:00Z"));
    assertThat(
            deferring(null, null, List.of("SATURDAY", "SUNDAY"), false)
                .deferredTo(at("2026-03-07T12:00:00Z")))
        .contains(Instant.parse("2026-03-08T23:00:00Z"));
    assertThat(deferring("00:00", "00:00", List.of(), false).deferredTo(at("2026-03-07T12:00:00Z")))
        .as("it never ends")
        .isEmpty();
    assertThat(
            quiet("22:00", "06:00", null, List.of(), false).deferredTo(at("2026-03-07T22:00:00Z")))
        .as("it drops")
        .isEmpty();
  }

  private static QuietInterval deferring(
      String from, String to, List<String> on, boolean inverted) {
    return new QuietHoursCompiler("Europe/Warsaw", new ArrayList<>())
        .compile(
            new QuietHours(from, to, null, List.of(), on, inverted, QuietHours.Effect.DEFER),
            "/quietHours");
  }

  @Test
  void needsHoursOrDays() {
    List<Problem> problems = new ArrayList<>();
    QuietHoursCompiler compiler = new QuietHoursCompiler("Europe/Warsaw", problems);

    compiler.compile(new QuietHours(null, null, null, List.of(), List.of(), false), "/quietHours");
    compiler.compile(
        new QuietHours("22:00", null, null, List.of(), List.of("SUNDAY", "13-01"), false),
        "/quietHours");

    assertThat(problems)
        .extracting(Problem::pointer)
        .containsExactly(
            "/quietHours/from", "/quietHours/to", "/quietHours/to", "/quietHours/on/1");
  }

  private static QuietInterval quiet(
      String from, String to, String zone, List<String> on, boolean inverted) {
    List<Problem> problems = new ArrayList<>();
    QuietInterval quiet =
        new QuietHoursCompiler("Europe/Warsaw", problems)
            .compile(new QuietHours(from, to, zone, List.of(), on, inverted), "/quietHours");
    assertThat(problems).isEmpty();
    return quiet;
  }

  private static Event at(String time) {
    return Events.of("page.viewed").at(time).build();
  }
}
