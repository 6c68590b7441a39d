package io.impuls.scoring.domain.traits;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.plan.ScoringPlanDefinition.Rule;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.amount.AmountParser;
import io.impuls.rules.condition.Condition;
import io.impuls.rules.condition.ConditionParser;
import java.util.List;
import java.util.Optional;

/**
 * Reads what rules say of traits.
 *
 * @param problems takes what is wrong
 */
public record TraitCompiler(List<Problem> problems) {

  /** Gives the rule by trait; empty when something is wrong with it. */
  public Optional<TraitRule> compile(Rule written, String group, String at) {
    int before = problems.size();
    String instead = "leave it out, or the \"trait\": a rule has one of \"anyOf\" and \"trait\"";
    refuse(!written.anyOf().isEmpty(), at + "/anyOf", instead);
    String standing = "leave it out: points for a trait count exactly while it holds";
    refuse(written.cap() != null, at + "/cap", standing);
    refuse(written.quietHours() != null, at + "/quietHours", standing);
    refuse(written.ignoreQuietHours(), at + "/ignoreQuietHours", standing);
    refuse(written.unless() != null, at + "/unless", standing);
    refuse(written.only(), at + "/only", standing);
    refuse(written.decay() != null, at + "/decay", standing);
    Optional<Condition> condition = condition(written.trait(), at + "/trait");
    Optional<Amount> points = read(AmountParser.parse(written.points(), at + "/points"));
    refuse(
        points.isPresent() && !(points.get() instanceof Amount.Fixed),
        at + "/points",
        "needs a number: a trait is no event that a number could be taken from");
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(
            new TraitRule(
                written.id(),
                ((Amount.Fixed) points.orElseThrow()).thousandths(),
                condition.orElseThrow(),
                group));
  }

  /** Gives a condition on what is known of contacts; empty when something is wrong with it. */
  Optional<Condition> condition(JsonNode written, String at) {
    return read(ConditionParser.parseOfContact(written, at));
  }

  private <T> Optional<T> read(Parsed<T> parsed) {
    problems.addAll(parsed.problems());
    return parsed.value();
  }

  private void refuse(boolean wrong, String at, String message) {
    if (wrong) {
      problems.add(new Problem(at, message));
    }
  }
}
