package io.impuls.scoring.domain;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.plan.ScoringPlanDefinition.Rule;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.amount.AmountParser;
import io.impuls.rules.definition.ActivityParser;
import io.impuls.rules.definition.Awaited;
import io.impuls.rules.definition.AwaitedCompiler;
import io.impuls.rules.definition.CapParser;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.definition.DecayCompiler;
import io.impuls.rules.definition.DefinitionId;
import io.impuls.rules.definition.DefinitionName;
import io.impuls.rules.definition.QuietHoursCompiler;
import io.impuls.rules.definition.QuietInterval;
import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.Decay;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the rules of one plan.
 *
 * @param plan id of the plan
 * @param caps reads the caps
 * @param quiet reads a rule's own quiet hours
 * @param planQuiet quiet hours of rules that have none of their own; null for none
 * @param awaited reads what rules wait for
 * @param problems takes what is wrong
 */
record RuleCompiler(
    String plan,
    CapParser caps,
    QuietHoursCompiler quiet,
    QuietInterval planQuiet,
    AwaitedCompiler awaited,
    List<Problem> problems) {

  /** What scoring counts, and others may not. */
  private static final Set<String> COUNTED_HERE =
      Stream.concat(EventTypes.MESSAGE_ACTS.stream(), EventTypes.TAG_MOVES.stream())
          .collect(Collectors.toSet());

  /** Gives the rule; null when something is wrong with it. */
  ScoringRule compile(Rule written, String at) {
    int before = problems.size();
    if (!DefinitionId.valid(written.id())) {
      problem(at + "/id", DefinitionId.RULE);
    }
    if (written.name() != null && !DefinitionName.valid(written.name())) {
      problem(at + "/name", "leave it out, or the rule " + DefinitionName.RULE);
    }
    Optional<List<Branch>> activities =
        read(ActivityParser.parse(written.anyOf(), at + "/anyOf", COUNTED_HERE));
    Optional<Amount> points = read(AmountParser.parse(written.points(), at + "/points"));
    Optional<CapPer> cap =
        written.cap() == null ? Optional.empty() : read(caps.parse(written.cap(), at + "/cap"));
    QuietInterval own = quiet.compile(written.quietHours(), at + "/quietHours");
    if (written.quietHours() != null && written.ignoreQuietHours()) {
      problem(at + "/ignoreQuietHours", "leave it out, or leave out the rule's quiet hours");
    }
    Awaited waits = awaited.compile(written, at);
    Decay decay = new DecayCompiler(awaited.longestWait(), problems).compile(written, at);
    if (written.only()) {
      only(written, at);
    }
    if (problems.size() > before) {
      return null;
    }
    boolean exempt = written.ignoreQuietHours() || waits != null;
    QuietInterval hours = own == null && !exempt ? planQuiet : own;
    String name = written.name() == null ? written.id() : written.name();
    return new ScoringRule(
        new Lineage(plan, written.id()),
        name,
        activities.orElseThrow(),
        points.orElseThrow(),
        cap.orElse(null),
        hours,
        waits,
        LimitsCompiler.group(written),
        decay,
        written.only());
  }

  private void only(Rule written, String at) {
    for (int i = 0; i < written.anyOf().size(); i++) {
      if (!ScoringRule.VIEWS.contains(written.anyOf().get(i).event())) {
        problem(
            at + "/anyOf/" + i + "/event",
            "with \"only\" it is one of " + String.join(", ", new TreeSet<>(ScoringRule.VIEWS)));
      }
    }
    if (written.cap() != null || written.unless() != null || written.decay() != null) {
      problem(
          at + "/only",
          "leave out \"cap\", \"unless\" and \"decay\": each visit gives its points once, at its end");
    }
  }

  private <T> Optional<T> read(Parsed<T> parsed) {
    problems.addAll(parsed.problems());
    return parsed.value();
  }

  private void problem(String at, String message) {
    problems.add(new Problem(at, message));
  }
}
