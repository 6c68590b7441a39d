package io.impuls.contact.api;

import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import java.util.UUID;

/** Reads request parameters; what cannot be read is a 400 that names the parameter. */
final class Parameters {

  /** Entries of a page, when not said. */
  static final int DEFAULT_LIMIT = 50;

  /** Most entries of a page. */
  static final int LARGEST_LIMIT = 200;

  private Parameters() {}

  static UUID person(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw notThere();
    }
  }

  static int limit(String limit) {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int asked = Integer.parseInt(limit);
      if (asked >= 1 && asked <= LARGEST_LIMIT) {
        return asked;
      }
    } catch (NumberFormatException e) {
      // falls through to the same answer
    }
    throw bad("limit", "must be a number from 1 to " + LARGEST_LIMIT);
  }

  static Boolean truth(String name, String value) {
    if (value == null) {
      return null;
    }
    return switch (value) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw bad(name, "must be true or false");
    };
  }

  static ProblemException bad(String name, String message) {
    return new ProblemException(Problem.invalid(name, message));
  }

  static ProblemException notThere() {
    return new ProblemException(Problem.notFound("There is no such contact in this workspace"));
  }
}
