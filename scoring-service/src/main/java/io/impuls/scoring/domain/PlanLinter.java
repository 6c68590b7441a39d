package io.impuls.scoring.domain;

import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.rules.Problem;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.condition.Condition;
import io.impuls.rules.condition.Contradictions;
import io.impuls.rules.condition.HumanActs;
import io.impuls.rules.definition.QuietInterval;
import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.Cap;
import io.impuls.scoring.domain.Warning.Kind;
import io.impuls.scoring.domain.traits.Grade;
import io.impuls.scoring.domain.traits.TraitRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds what a plan may hold and its author most likely did not mean. */
public final class PlanLinter {

  private final List<Warning> warnings = new ArrayList<>();

  private PlanLinter() {}

  /**
   * Gives the warnings, in the order of the plan.
   *
   * @param now changes of the clocks are looked for from here on
   */
  public static List<Warning> lint(ScoringPlanDefinition written, ScoringPlan plan, Instant now) {
    PlanLinter linter = new PlanLinter();
    QuietHoursLint hours = new QuietHoursLint(now, linter.warnings);
    String zone = PlanCompiler.zone(written);
    hours.check(written.quietHours(), zone, "/quietHours");
    for (int i = 0; i < plan.rules().size(); i++) {
      String at = "/rules/" + i;
      linter.check(plan.rules().get(i), at);
      hours.check(written.rules().get(i).quietHours(), zone, at + "/quietHours");
    }
    linter.traits(written, plan);
    linter.bands(written, plan);
    new SharedCapLint(linter.warnings).check(written, plan);
    return List.copyOf(linter.warnings);
  }

  private void check(ScoringRule rule, String at) {
    for (int i = 0; i < rule.activities().size(); i++) {
      Branch branch = rule.activities().get(i);
      for (Problem dead :
          Contradictions.in(
              branch.condition(),
              at + "/anyOf/" + i + "/when",
              HumanActs.certain(branch.eventType()))) {
        warn(Kind.CONDITION_NEVER_HOLDS, dead.pointer(), dead.message());
      }
    }
    if (alwaysQuiet(rule)) {
      warn(
          Kind.RULE_NEVER_GIVES,
          at,
          "the quiet hours "
              + rule.quiet().words()
              + " leave it no time: shorten them, or set \"ignoreQuietHours\": true");
    }
    if (rule.points() instanceof Amount.Fixed fixed) {
      amount(fixed.thousandths(), rule, at);
    }
  }

  private void traits(ScoringPlanDefinition written, ScoringPlan plan) {
    List<String> ids = written.rules().stream().map(ScoringPlanDefinition.Rule::id).toList();
    for (TraitRule rule : plan.traits().rules()) {
      never(rule.condition(), "/rules/" + ids.indexOf(rule.rule()) + "/trait");
    }
    List<Grade> grades = plan.traits().grading().grades();
    for (int i = 0; i < grades.size(); i++) {
      never(grades.get(i).condition(), "/grade/grades/" + i + "/when");
    }
  }

  private void never(Condition ofContact, String at) {
    for (Problem dead : Contradictions.in(ofContact, at, List.of())) {
      warn(Kind.CONDITION_NEVER_HOLDS, dead.pointer(), dead.message());
    }
  }

  private void amount(long points, ScoringRule rule, String at) {
    if (points == 0) {
      warn(Kind.RULE_NEVER_GIVES, at + "/points", "0 points match nothing: write another number");
    } else if (rule.cap() != null && points < 0) {
      warn(
          Kind.CAP_NEVER_BINDS,
          at + "/cap",
          "caps act on points above zero only, and this rule takes points away: leave it out");
    } else if (rule.cap() != null
        && rule.cap().cap().limit() instanceof Cap.Limit.Sum sum
        && sum.overflow() == Cap.Overflow.ALL_OR_NOTHING
        && sum.most() < points) {
      warn(
          Kind.RULE_NEVER_GIVES,
          at + "/cap/points",
          "one award of %s does not fit: allow at least as many points, or write \"CLIP\""
              .formatted(new Points(points)));
    }
  }

  private void bands(ScoringPlanDefinition written, ScoringPlan plan) {
    boolean gives =
        plan.rules().stream()
            .anyMatch(rule -> !(rule.points() instanceof Amount.Fixed f) || f.thousandths() > 0);
    List<Band> bands = plan.bands().highestFirst();
    for (int i = 0; i < bands.size(); i++) {
      Band band = bands.get(i);
      String at = "/bands/" + place(written, band);
      if (band.enter() > 0 && !gives) {
        warn(
            Kind.BAND_UNREACHABLE,
            at + "/enter",
            "no rule gives points, so nobody reaches %s: lower it, or add a rule"
                .formatted(new Points(band.enter())));
      }
      if (band.enter() > plan.limits().most()) {
        warn(
            Kind.BAND_UNREACHABLE,
            at + "/enter",
            "no score goes beyond the plan's \"max\" of %s: lower it, or raise the \"max\""
                .formatted(new Points(plan.limits().most())));
      }
      if (i + 1 < bands.size() && band.leave() < bands.get(i + 1).enter()) {
        Band below = bands.get(i + 1);
        warn(
            Kind.BANDS_OVERLAP,
            at + "/leave",
            "%s lasts down to %s, below the %s at which %s begins: write at least %s"
                .formatted(
                    band.name(),
                    new Points(band.leave()),
                    new Points(below.enter()),
                    below.name(),
                    new Points(below.enter())));
      }
    }
  }

  private static int place(ScoringPlanDefinition written, Band band) {
    List<String> names = written.bands().stream().map(ScoringPlanDefinition.Band::name).toList();
    return names.indexOf(band.name());
  }

  private static boolean alwaysQuiet(ScoringRule rule) {
    QuietInterval quiet = rule.quiet();
    return quiet != null
        && quiet.everyHour()
        && rule.activities().stream()
            .allMatch(
                branch -> quiet.events().isEmpty() || quiet.events().contains(branch.eventType()));
  }

  private void warn(Kind kind, String at, String message) {
    warnings.add(new Warning(kind, at, message));
  }
}
