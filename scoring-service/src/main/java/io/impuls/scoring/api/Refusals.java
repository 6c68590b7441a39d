package io.impuls.scoring.api;

import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.Problem.FieldError;
import io.impuls.service.problem.ProblemException;
import io.impuls.streams.definitions.Decision;
import java.util.List;

/** Says over HTTP why a proposal did not become a version, and what to do. */
final class Refusals {

  private Refusals() {}

  static ProblemException of(Decision.Refused<?, ?> refused) {
    return of(refused.problems());
  }

  static ProblemException of(List<io.impuls.rules.Problem> problems) {
    return of("", problems);
  }

  /**
   * Refuses a plan.
   *
   * @param at where it stands in the body; empty for the whole
   */
  static ProblemException of(String at, List<io.impuls.rules.Problem> problems) {
    List<FieldError> errors =
        problems.stream()
            .map(problem -> new FieldError(at + problem.pointer(), problem.message()))
            .toList();
    return new ProblemException(
        Problem.invalid("The plan has %d problem(s)".formatted(errors.size()), errors));
  }

  static ProblemException of(String plan, Decision.Conflict<?, ?> conflict) {
    return new ProblemException(
        Problem.conflict(
            ("%s. Read the newest version at /v1/plans/%s, put your change into it and send it with"
                    + " the next number")
                .formatted(conflict.detail(), plan)));
  }

  static ProblemException of(Decision.Unavailable<?, ?> unavailable) {
    return new ProblemException(
        Problem.unavailable(unavailable.detail() + "; send the same request again"),
        OneHop.RETRY_AFTER);
  }

  static ProblemException loading() {
    return new ProblemException(
        Problem.unavailable("The plans are still being loaded"), OneHop.RETRY_AFTER);
  }
}
