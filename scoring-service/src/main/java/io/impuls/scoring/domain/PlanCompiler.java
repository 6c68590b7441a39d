package io.impuls.scoring.domain;

import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.definition.AwaitedCompiler;
import io.impuls.rules.definition.CapParser;
import io.impuls.rules.definition.DefinitionName;
import io.impuls.rules.definition.QuietHoursCompiler;
import io.impuls.rules.definition.QuietInterval;
import io.impuls.rules.time.Zones;
import io.impuls.scoring.domain.traits.GradingCompiler;
import io.impuls.scoring.domain.traits.PlanTraits;
import io.impuls.scoring.domain.traits.TraitRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns what a marketer wrote into a plan, or into everything that is wrong with it. */
public final class PlanCompiler {

  /** Zone of quiet hours and calendar caps where the plan names none. */
  private static final String DEFAULT_ZONE = "UTC";

  private final Duration longestWindow;

  /**
   * Makes the compiler.
   *
   * @param longestWindow longest window of a cap, and longest wait: matches are kept only so long
   */
  public PlanCompiler(Duration longestWindow) {
    this.longestWindow = longestWindow;
  }

  /** Gives the name of the zone that a plan's quiet hours and calendar caps go by. */
  public static String zone(ScoringPlanDefinition written) {
    return written.zone() == null ? DEFAULT_ZONE : written.zone();
  }

  /** Compiles a version that takes effect at {@code effectiveFrom}. */
  public Parsed<ScoringPlan> compile(
      String id, int version, Instant effectiveFrom, ScoringPlanDefinition written) {
    List<Problem> problems = new ArrayList<>();
    if (!DefinitionName.valid(written.name())) {
      problems.add(new Problem("/name", "a plan " + DefinitionName.RULE));
    }
    String zone = zone(written);
    problems.addAll(Zones.parse(zone, "/zone").problems());
    QuietHoursCompiler quiet = new QuietHoursCompiler(zone, problems);
    QuietInterval planQuiet = quiet.compile(written.quietHours(), "/quietHours");
    CapParser caps = new CapParser(longestWindow, zone);
    AwaitedCompiler awaited = new AwaitedCompiler(longestWindow, problems);
    RuleCompiler compiler = new RuleCompiler(id, caps, quiet, planQuiet, awaited, problems);
    TraitRuleCompiler byTrait = new TraitRuleCompiler(id, problems);
    List<TraitRule> traits = new ArrayList<>();
    List<ScoringRule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < written.rules().size(); i++) {
      ScoringPlanDefinition.Rule rule = written.rules().get(i);
      String at = "/rules/" + i;
      if (rule.id() != null && !ids.add(rule.id())) {
        problems.add(new Problem(at + "/id", "another rule of this plan has this id already"));
      }
      rules.add(
          TraitRuleCompiler.reads(rule)
              ? byTrait.compile(rule, traits, at)
              : compiler.compile(rule, at));
    }
    Limits limits = new LimitsCompiler(problems).compile(written);
    PlanCaps shared = new SharedCapCompiler(caps, problems).compile(written);
    for (int i = 0; i < written.rules().size(); i++) {
      String group = written.rules().get(i).group();
      if (group != null && !limits.groups().containsKey(group)) {
        problems.add(
            new Problem("/rules/" + i + "/group", "is the id of one of the plan's \"groups\""));
      }
    }
    Bands bands = new BandCompiler(problems).compile(written.bands());
    PlanTraits ofContacts = new PlanTraits(traits, new GradingCompiler(problems).compile(written));
    return problems.isEmpty()
        ? new Parsed.Ok<>(
            new ScoringPlan(
                id,
                version,
                effectiveFrom,
                rules,
                bands,
                limits,
                written.state(),
                ofContacts,
                shared))
        : new Parsed.Failed<>(problems);
  }
}
