package io.impuls.scoring.api;

import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads times of queries. */
final class Times {

  private Times() {}

  /** Gives the time that a parameter names; refuses (400) what is none. */
  static Instant parse(String parameter, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new ProblemException(
          Problem.invalid(parameter, "is a time such as 2026-11-22T10:15:30Z"));
    }
  }
}
