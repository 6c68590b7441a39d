package io.impuls.scoring.domain;

import io.impuls.contracts.event.Event;
import io.impuls.rules.definition.QuietInterval;
import io.impuls.rules.time.Interval;
import io.impuls.rules.time.Window;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A day of the calendar with its quiet hours, to be drawn: the clocks make some of them 23 or 25
 * hours long.
 *
 * @param date which day
 * @param span from its first instant to the first of the next
 * @param length real time in it
 * @param quiet stretches in which rules give nothing
 */
public record DrawnDay(LocalDate date, Interval span, Duration length, List<Quiet> quiet) {

  /** Most days that are drawn. */
  private static final int MOST = 31;

  public DrawnDay {
    quiet = List.copyOf(quiet);
  }

  /**
   * Hours in which some rules give nothing.
   *
   * @param words the hours in words
   * @param rules ids of the rules
   * @param stretches when, by the plan's clock or the hours' own
   */
  public record Quiet(String words, List<String> rules, List<Interval> stretches) {
    public Quiet {
      rules = List.copyOf(rules);
      stretches = List.copyOf(stretches);
    }
  }

  /** Gives the days on which events happen by the clock of a zone, the first 31 at most. */
  public static List<DrawnDay> of(ScoringPlan plan, ZoneId zone, List<Event> events) {
    Window.Calendar days = new Window.Calendar(Window.Unit.DAY, zone);
    return events.stream()
        .map(event -> days.of(event.occurredAt()))
        .distinct()
        .sorted((a, b) -> a.start().compareTo(b.start()))
        .limit(MOST)
        .map(day -> of(plan, zone, day))
        .toList();
  }

  private static DrawnDay of(ScoringPlan plan, ZoneId zone, Interval day) {
    Map<QuietInterval, List<String>> rules = new LinkedHashMap<>();
    for (ScoringRule rule : plan.rules()) {
      if (rule.quiet() != null) {
        rules.computeIfAbsent(rule.quiet(), q -> new ArrayList<>()).add(rule.lineage().rule());
      }
    }
    List<Quiet> quiet = new ArrayList<>();
    rules.forEach((hours, ids) -> quiet.add(new Quiet(hours.words(), ids, hours.within(day))));
    return new DrawnDay(day.start().atZone(zone).toLocalDate(), day, day.length(), quiet);
  }
}
