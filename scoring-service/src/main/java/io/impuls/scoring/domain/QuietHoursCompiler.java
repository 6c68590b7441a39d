package io.impuls.scoring.domain;

import io.impuls.contracts.plan.ScoringPlanDefinition.QuietHours;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.time.LocalInterval;
import java.util.List;
import java.util.Set;

/**
 * Reads the quiet hours of one plan.
 *
 * @param planZone zone where they name none
 * @param problems takes what is wrong
 */
record QuietHoursCompiler(String planZone, List<Problem> problems) {

  /** Gives the interval; null when there is none, or when something is wrong with it. */
  QuietInterval compile(QuietHours written, String at) {
    if (written == null) {
      return null;
    }
    // A bad zone of the plan is said once, where it stands.
    boolean own = written.zone() != null;
    Parsed<LocalInterval> hours =
        LocalInterval.parse(
            written.from(), written.to(), own ? written.zone() : planZone, at);
    hours.problems().stream()
        .filter(problem -> own || !problem.pointer().endsWith("/zone"))
        .forEach(problems::add);
    for (int i = 0; i < written.events().size(); i++) {
      Activities.check(written.events().get(i), at + "/events/" + i, problems);
    }
    return hours
        .value()
        .map(interval -> new QuietInterval(interval, Set.copyOf(written.events())))
        .orElse(null);
  }
}
