package io.impuls.rules.definition;

import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.contracts.plan.ScoringPlanDefinition.QuietHours;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.time.Days;
import io.impuls.rules.time.LocalInterval;
import java.util.List;
import java.util.Set;

/**
 * Reads the quiet hours of one plan.
 *
 * @param planZone zone where they name none
 * @param problems takes what is wrong
 */
public record QuietHoursCompiler(String planZone, List<Problem> problems) {

  private static final String EVENT = "/event";
  private static final String MIDNIGHT = "00:00";

  /** Gives the interval; null when there is none, or when something is wrong with it. */
  public QuietInterval compile(QuietHours written, String at) {
    if (written == null) {
      return null;
    }
    boolean byContact = QuietHours.CONTACT_ZONE.equals(written.zone());
    boolean own = written.zone() != null && !byContact;
    boolean wholeDays = written.from() == null && written.to() == null && !written.on().isEmpty();
    Parsed<LocalInterval> hours =
        LocalInterval.parse(
            wholeDays ? MIDNIGHT : written.from(),
            wholeDays ? MIDNIGHT : written.to(),
            own ? written.zone() : planZone,
            at);
    // A bad zone of the plan is said once, where it stands.
    hours.problems().stream()
        .filter(problem -> own || !problem.pointer().endsWith("/zone"))
        .forEach(problems::add);
    Parsed<Days> days = Days.parse(written.on(), at + "/on");
    problems.addAll(days.problems());
    checkTypes(written.events(), at + "/events");
    return hours
        .value()
        .flatMap(interval -> days.value().map(on -> quiet(written, interval, on, byContact)))
        .orElse(null);
  }

  private static QuietInterval quiet(
      QuietHours written, LocalInterval interval, Days days, boolean byContact) {
    return new QuietInterval(
        interval,
        days,
        written.inverted(),
        byContact,
        Set.copyOf(written.events()),
        written.effect() == QuietHours.Effect.DEFER);
  }

  /** The same types as in rules; here they stand in the list itself. */
  private void checkTypes(List<String> types, String at) {
    if (!types.isEmpty()) {
      List<Activity> activities = types.stream().map(type -> new Activity(type, null)).toList();
      for (Problem problem : ActivityParser.parse(activities, at).problems()) {
        String pointer = problem.pointer();
        boolean inside = pointer.endsWith(EVENT);
        problems.add(
            inside
                ? new Problem(
                    pointer.substring(0, pointer.length() - EVENT.length()), problem.message())
                : problem);
      }
    }
  }
}
