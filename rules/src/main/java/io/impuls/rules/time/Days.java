package io.impuls.rules.time;

import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Days of the calendar on which something holds: week days, months, dates of every year or of one,
 * public holidays (semantics 3.5). A day that fits any of what is written is one of them.
 */
public final class Days {

  /** Every day. */
  public static final Days ALL = new Days(List.of("every day"), List.of(day -> true));

  private static final String HOLIDAYS = "holidays:";
  private static final String RULE =
      "is a week day (SATURDAY), a month (DECEMBER), a date of every year (12-24) or of one"
          + " (2026-12-24), or the public holidays of a country (holidays:PL)";

  private final List<String> written;
  private final List<Predicate<LocalDate>> any;

  private Days(List<String> written, List<Predicate<LocalDate>> any) {
    this.written = List.copyOf(written);
    this.any = List.copyOf(any);
  }

  /**
   * Reads a list of days.
   *
   * @param written such as {@code ["SATURDAY", "12-24", "holidays:PL"]}; empty for every day
   * @param pointer where the list stands
   */
  public static Parsed<Days> parse(List<String> written, String pointer) {
    if (written.isEmpty()) {
      return new Parsed.Ok<>(ALL);
    }
    List<Problem> problems = new ArrayList<>();
    List<Predicate<LocalDate>> any = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Optional<Predicate<LocalDate>> one = one(written.get(i));
      one.ifPresent(any::add);
      if (one.isEmpty()) {
        problems.add(new Problem(pointer + "/" + i, RULE));
      }
    }
    return problems.isEmpty()
        ? new Parsed.Ok<>(new Days(written, any))
        : new Parsed.Failed<>(problems);
  }

  /** Whether {@code day} is one of them. */
  public boolean include(LocalDate day) {
    for (Predicate<LocalDate> one : any) {
      if (one.test(day)) {
        return true;
      }
    }
    return false;
  }

  /** Gives them as they were written. */
  public String words() {
    return String.join(", ", written);
  }

  private static Optional<Predicate<LocalDate>> one(String text) {
    if (text == null) {
      return Optional.empty();
    }
    String name = text.toUpperCase(Locale.ROOT);
    for (DayOfWeek weekDay : DayOfWeek.values()) {
      if (weekDay.name().equals(name)) {
        return Optional.of(day -> day.getDayOfWeek() == weekDay);
      }
    }
    Optional<Month> month =
        Arrays.stream(Month.values()).filter(one -> one.name().equals(name)).findFirst();
    if (month.isPresent()) {
      return month.map(one -> day -> day.getMonth() == one);
    }
    return text.startsWith(HOLIDAYS)
        ? Holidays.of(text.substring(HOLIDAYS.length())).map(holidays -> holidays::include)
        : date(text);
  }

  private static Optional<Predicate<LocalDate>> date(String text) {
    try {
      if (text.matches("\\d\\d-\\d\\d")) {
        MonthDay everyYear = MonthDay.parse("--" + text);
        return Optional.of(day -> MonthDay.from(day).equals(everyYear));
      }
      LocalDate once = LocalDate.parse(text);
      return Optional.of(once::equals);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
