package io.impuls.scoring.domain.traits;

import io.impuls.contracts.event.Event;
import io.impuls.rules.condition.ContactFields;
import io.impuls.rules.condition.Explanation;
import java.util.List;
import java.util.Optional;

/**
 * What one plan version says of traits.
 *
 * @param rules its rules by trait
 * @param grading its grades
 */
public record PlanTraits(List<TraitRule> rules, Grading grading) {

  /** Of a version that does not look at them. */
  public static final PlanTraits NONE = new PlanTraits(List.of(), Grading.NONE);

  public PlanTraits {
    rules = List.copyOf(rules);
  }

  /**
   * What a rule by trait says of a person at a time at which its points stay as they are.
   *
   * @param holds whether it gives them
   * @param words why
   * @param explanation what its condition saw
   */
  public record Verdict(boolean holds, String words, Explanation explanation) {}

  /** Gives what a rule says of a person by what is known of them; empty for no rule by trait. */
  public Optional<Verdict> verdict(String rule, TraitHistory history) {
    Event contact = ContactFields.contact(history.known());
    return rules.stream()
        .filter(one -> one.rule().equals(rule))
        .findFirst()
        .map(
            one -> {
              boolean holds = !history.facts().isEmpty() && one.holds(contact);
              String words =
                  "it looks at what is known of the contact, and that made no difference to it: "
                      + (holds ? "its points count already, as " : "its points do not count, as ")
                      + one.seen(contact);
              return new Verdict(holds, words, one.condition().explain(contact));
            });
  }

  /** Whether it does not look at them. */
  public boolean isEmpty() {
    return rules.isEmpty() && grading.isEmpty();
  }
}
