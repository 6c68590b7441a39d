package io.impuls.rules.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.Problem;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysTest {

  /** 5 December 2026 is a Saturday. */
  @ParameterizedTest
  @CsvSource({
    "SATURDAY, 2026-12-05, true",
    "saturday, 2026-12-04, false",
    "DECEMBER, 2026-12-01, true",
    "DECEMBER, 2026-11-30, false",
    "12-24, 2026-12-24, true",
    "12-24, 2031-12-24, true",
    "12-24, 2026-12-23, false",
    "02-29, 2028-02-29, true",
    "02-29, 2027-02-28, false",
    "2026-12-24, 2026-12-24, true",
    "2026-12-24, 2027-12-24, false",
  })
  void knowsWeekDaysMonthsAndDates(String written, LocalDate day, boolean included) {
    assertThat(days(written).include(day)).isEqualTo(included);
  }

  /** Easter of 2026 is on 5 April; Corpus Christi comes 60 days later, always on a Thursday. */
  @ParameterizedTest
  @CsvSource({
    "holidays:PL, 2026-11-11, true",
    "holidays:PL, 2026-04-06, true",
    "holidays:PL, 2026-06-04, true",
    "holidays:PL, 2026-11-12, false",
    "holidays:GB, 2026-11-11, false",
    "holidays:de, 2026-10-03, true",
  })
  void knowsThePublicHolidaysOfACountry(String written, LocalDate day, boolean included) {
    assertThat(days(written).include(day)).isEqualTo(included);
  }

  @Test
  void anyOfSeveralSuffices() {
    Days weekends = days("SATURDAY", "SUNDAY", "holidays:PL");

    assertThat(weekends.include(LocalDate.of(2026, 11, 11))).isTrue();
    assertThat(weekends.include(LocalDate.of(2026, 11, 14))).isTrue();
    assertThat(weekends.include(LocalDate.of(2026, 11, 13))).isFalse();
    assertThat(weekends.words()).isEqualTo("SATURDAY, SUNDAY, holidays:PL");
    assertThat(days().include(LocalDate.of(2026, 11, 13))).isTrue();
  }

  @Test
  void pointsAtWhatIsNoDay() {
    List<String> written = Arrays.asList("SATURDAY", "2026-02-30", "Caturday", "holidays:XX", null);

    assertThat(Days.parse(written, "/on").problems())
        .extracting(Problem::pointer)
        .containsExactly("/on/1", "/on/2", "/on/3", "/on/4");
  }

  private static Days days(String... written) {
    return Days.parse(List.of(written), "/on").orElseThrow();
  }
}
