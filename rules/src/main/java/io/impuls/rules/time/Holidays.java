package io.impuls.rules.time;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The public holidays of a country, by the calendars of the library Jollyday. Its version is part
 * of what decides a score, as that of the time zone data is.
 */
final class Holidays {

  private static final Set<String> KNOWN = known();

  private final HolidayManager calendar;
  private final Map<Integer, Set<LocalDate>> byYear = new ConcurrentHashMap<>();

  private Holidays(HolidayManager calendar) {
    this.calendar = calendar;
  }

  /** Gives the holidays of a country by its ISO 3166 code; empty when they are not known. */
  static Optional<Holidays> of(String country) {
    String code = country.toLowerCase(Locale.ROOT);
    return KNOWN.contains(code)
        ? Optional.of(new Holidays(HolidayManager.getInstance(ManagerParameters.create(code))))
        : Optional.empty();
  }

  boolean include(LocalDate day) {
    return byYear.computeIfAbsent(day.getYear(), this::year).contains(day);
  }

  private Set<LocalDate> year(int year) {
    Set<LocalDate> days = new TreeSet<>();
    calendar
        .getHolidays(java.time.Year.of(year), HolidayType.PUBLIC_HOLIDAY)
        .forEach(holiday -> days.add(holiday.getDate()));
    return days;
  }

  private static Set<String> known() {
    Set<String> codes = new TreeSet<>();
    HolidayManager.getSupportedCalendarCodes().stream()
        .map(code -> code.toLowerCase(Locale.ROOT))
        .filter(code -> code.matches("[a-z]{2}"))
        .forEach(codes::add);
    return codes;
  }
}
