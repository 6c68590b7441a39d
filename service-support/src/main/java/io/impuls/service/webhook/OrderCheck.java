package io.impuls.service.webhook;

import io.impuls.service.problem.Problem;
import io.impuls.service.problem.Problem.FieldError;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.webhook.WebhookDesk.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks whether what a user orders can be told. */
final class OrderCheck {

  private static final int LONGEST_NAME = 100;

  private final Targets targets;
  private final Set<String> kinds;

  /**
   * Makes it.
   *
   * @param kinds what can be told
   */
  OrderCheck(Targets targets, Set<String> kinds) {
    this.targets = targets;
    this.kinds = kinds;
  }

  /**
   * Looks at an order; asks the name service, so it blocks.
   *
   * @throws ProblemException (400) that says all that is to be changed
   */
  void check(Order order) {
    if (order == null) {
      throw new ProblemException(
          Problem.invalid("", "needs {\"name\", \"url\", \"kinds\", \"from\"}"));
    }
    List<FieldError> errors = new ArrayList<>();
    if (order.name() == null || order.name().isBlank() || order.name().length() > LONGEST_NAME) {
      errors.add(new FieldError("/name", "has 1 to " + LONGEST_NAME + " characters"));
    }
    if (order.kinds() == null
        || order.kinds().isEmpty()
        || !order.kinds().stream().allMatch(this::known)) {
      errors.add(
          new FieldError(
              "/kinds", "names some of " + String.join(", ", kinds.stream().sorted().toList())));
    }
    if (order.url() == null) {
      errors.add(new FieldError("/url", "needs the address to tell"));
    } else if (targets.find(order.url()) instanceof Target.Unusable unusable) {
      errors.add(new FieldError("/url", unusable.reason()));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          Problem.invalid("The webhook has %d problem(s)".formatted(errors.size()), errors));
    }
  }

  private boolean known(String kind) {
    return kind != null && kinds.contains(kind);
  }
}
