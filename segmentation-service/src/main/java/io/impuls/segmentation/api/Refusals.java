package io.impuls.segmentation.api;

import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.Problem.FieldError;
import io.impuls.service.problem.ProblemException;
import io.impuls.streams.definitions.Decision;
import io.impuls.streams.definitions.Version;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;

/** Says over HTTP why a proposal did not become a version. */
final class Refusals {

  private Refusals() {}

  /**
   * Answers what became of a proposal: 201 for a first version, 200 for another.
   *
   * @param view shows the version
   * @throws ProblemException when there is none
   */
  static <D, C> Response answer(Decision<D, C> decision, Function<Version<D, C>, ?> view) {
    if (decision instanceof Decision.Created<D, C> created) {
      return Response.status(Response.Status.CREATED).entity(view.apply(created.version())).build();
    }
    if (decision instanceof Decision.Revised<D, C> revised) {
      return Response.ok(view.apply(revised.version())).build();
    }
    if (decision instanceof Decision.Unchanged<D, C> unchanged) {
      return Response.ok(view.apply(unchanged.version())).build();
    }
    if (decision instanceof Decision.Refused<D, C> refused) {
      throw of(refused);
    }
    if (decision instanceof Decision.Conflict<D, C> conflict) {
      throw of(conflict);
    }
    throw of((Decision.Unavailable<D, C>) decision);
  }

  private static ProblemException of(Decision.Refused<?, ?> refused) {
    return of(refused.problems());
  }

  static ProblemException of(List<io.impuls.rules.Problem> problems) {
    List<FieldError> errors =
        problems.stream()
            .map(problem -> new FieldError(problem.pointer(), problem.message()))
            .toList();
    return new ProblemException(
        Problem.invalid("The definition has %d problem(s)".formatted(errors.size()), errors));
  }

  private static ProblemException of(Decision.Conflict<?, ?> conflict) {
    return new ProblemException(
        Problem.conflict(conflict.detail() + "; read the newest version before you try again"));
  }

  private static ProblemException of(Decision.Unavailable<?, ?> unavailable) {
    return new ProblemException(
        Problem.unavailable(unavailable.detail() + "; send the same request again"),
        OneHop.RETRY_AFTER);
  }

  static ProblemException loading() {
    return new ProblemException(
        Problem.unavailable("The definitions are still being loaded"), OneHop.RETRY_AFTER);
  }
}
