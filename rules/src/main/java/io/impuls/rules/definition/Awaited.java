package io.impuls.rules.definition;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.rules.condition.Field;
import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.Wait;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What must not happen for a rule to give its points (semantics 3.7).
 *
 * @param answers what ends the wait; one of them suffices; empty for anything that the person does
 * @param waiting how long, and how often
 * @param same field that says the same of the activity and of what ends its wait; empty for none
 */
public record Awaited(List<Branch> answers, Wait waiting, Optional<Field> same) {

  public Awaited {
    answers = List.copyOf(answers);
    Objects.requireNonNull(waiting, "waiting");
    Objects.requireNonNull(same, "same");
  }

  /** Whether anything that the person does ends the wait. */
  public boolean anything() {
    return answers.isEmpty();
  }

  /** Whether an event can end a wait: only what a human surely did is an act. */
  public static boolean human(Event event) {
    return event.resolution() != null
        && event.resolution().agent().verdict() == Agent.Verdict.HUMAN;
  }

  /** Gives what the activity and what ends its wait have in common; null for nothing. */
  public String value(Event event) {
    return CapPer.value(same, event);
  }

  /** Gives it in words, such as {@code no email.opened within PT168H}. */
  public String words() {
    String what =
        anything()
            ? "act of the person"
            : answers.stream().map(Branch::eventType).distinct().collect(Collectors.joining(", "));
    String often = waiting.times() == 1 ? "" : ", up to %d times".formatted(waiting.times());
    return "no %s within %s%s".formatted(what, waiting.within(), often);
  }
}
