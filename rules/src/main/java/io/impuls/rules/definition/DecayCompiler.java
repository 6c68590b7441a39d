package io.impuls.rules.definition;

import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.plan.ScoringPlanDefinition.Rule;
import io.impuls.rules.Problem;
import io.impuls.rules.ledger.Decay;
import io.impuls.rules.ledger.Decay.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads how the points of rules go.
 *
 * @param longest longest that a decay may take: matches are kept only so long
 * @param problems takes what is wrong
 */
public record DecayCompiler(Duration longest, List<Problem> problems) {

  /** What is kept of a person grows by a bit in each half-life. */
  private static final Duration SHORTEST_HALF_LIFE = Duration.ofHours(6);

  private static final Duration LONGEST_HALF_LIFE = Duration.ofDays(3_650);

  /** Gives the decay; null for points that stay, or when something is wrong. */
  public Decay compile(Rule rule, String at) {
    ScoringPlanDefinition.Decay written = rule.decay();
    if (written == null) {
      return null;
    }
    String pointer = at + "/decay";
    if (rule.unless() != null) {
      problem(pointer, "leave it out: points for what did not happen stay");
      return null;
    }
    long kinds =
        Stream.of(written.expire(), written.linear(), written.halfLife())
                .filter(Objects::nonNull)
                .count()
            + (written.steps().isEmpty() ? 0 : 1);
    if (kinds != 1) {
      problem(pointer, "has one of \"expire\", \"steps\", \"linear\" and \"halfLife\"");
      return null;
    }
    Decay decay = kind(written, pointer);
    return decay != null && written.negative() == ScoringPlanDefinition.Decay.Negative.PERMANENT
        ? decay.keepingNegative()
        : decay;
  }

  private Decay kind(ScoringPlanDefinition.Decay written, String pointer) {
    if (written.expire() != null) {
      return length(written.expire(), pointer + "/expire").map(Decay::expiring).orElse(null);
    }
    if (written.linear() != null) {
      return length(written.linear(), pointer + "/linear").map(Decay::linear).orElse(null);
    }
    return written.halfLife() == null
        ? steps(written.steps(), pointer + "/steps")
        : halfLife(written.halfLife(), pointer + "/halfLife");
  }

  /** What is kept of a half-life does not need the single matches. */
  private Decay halfLife(String text, String at) {
    Optional<Duration> length =
        Durations.parse(text, LONGEST_HALF_LIFE)
            .filter(time -> time.compareTo(SHORTEST_HALF_LIFE) >= 0);
    if (length.isEmpty()) {
      problem(
          at,
          "needs an ISO 8601 duration such as \"P30D\", at least %d hours and at most %d days"
              .formatted(SHORTEST_HALF_LIFE.toHours(), LONGEST_HALF_LIFE.toDays()));
      return null;
    }
    return Decay.halfLife(length.get());
  }

  private Decay steps(List<ScoringPlanDefinition.Decay.Step> written, String at) {
    if (written.size() > Decay.MOST_STEPS) {
      problem(at, "has at most " + Decay.MOST_STEPS + " steps");
      return null;
    }
    int before = problems.size();
    List<Step> steps = new ArrayList<>();
    Step last = new Step(Duration.ZERO, 100);
    for (int i = 0; i < written.size(); i++) {
      String pointer = at + "/" + i;
      Optional<Duration> after = length(written.get(i).after(), pointer + "/after");
      int percent = written.get(i).percent();
      if (percent < 0 || percent >= last.percent()) {
        problem(
            pointer + "/percent",
            "is what is left of the points, from 0 on and less than the %d before"
                .formatted(last.percent()));
      }
      if (after.isPresent() && after.get().compareTo(last.after()) <= 0) {
        problem(pointer + "/after", "is later than the step before");
      }
      last = new Step(after.orElse(last.after()), percent);
      steps.add(last);
    }
    return problems.size() > before ? null : new Decay(steps);
  }

  private Optional<Duration> length(String text, String at) {
    Optional<Duration> length = Durations.parse(text, longest);
    if (length.isEmpty()) {
      problem(
          at,
          "needs an ISO 8601 duration such as \"P30D\", more than nothing and at most " + longest);
    }
    return length;
  }

  private void problem(String at, String message) {
    problems.add(new Problem(at, message));
  }
}
