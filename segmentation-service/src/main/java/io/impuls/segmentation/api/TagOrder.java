package io.impuls.segmentation.api;

import io.impuls.contracts.Points;
import io.impuls.contracts.tag.TagAct.Kind;
import io.impuls.segmentation.domain.Tag;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.Problem.FieldError;
import io.impuls.service.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What users ask for when they change tags by hand, and what is wrong with it. */
final class TagOrder {

  /** Longest reason, in characters: it stands in the row of the entry and in every explanation. */
  private static final int LONGEST_REASON = 500;

  private static final int LONGEST_OPERATION = 200;

  /** Most persons of one operation. */
  private static final int MOST_PERSONS = 10_000;

  /** Largest amount, up and down: sums over many acts stay far from what a long holds. */
  private static final Points MOST = Points.of(1_000_000);

  private TagOrder() {}

  /**
   * A tag gets another score.
   *
   * @param score the new one, above 0
   * @param reason why
   * @param operation the caller's id of this: told again under the same, it counts once
   * @param from score that the user saw: when it is another by now, nothing happens (409); may be
   *     left out
   */
  record Set(Points score, String reason, String operation, Points from) {

    void check() {
      List<FieldError> errors = new ArrayList<>();
      if (score == null || score.compareTo(Points.ZERO) <= 0 || score.compareTo(MOST) > 0) {
        errors.add(
            new FieldError(
                "/score",
                "is a number above 0 and at most "
                    + MOST
                    + "; to take the tag away, POST"
                    + " {\"act\": \"REMOVE\", ...}"));
      }
      common(reason, operation, errors);
      refuse(errors);
    }
  }

  /**
   * A tag is given, strengthened, weakened or taken away.
   *
   * @param act {@code ADD} or {@code REMOVE}
   * @param points what is added; negative to take away; 1 when left out; left out for {@code
   *     REMOVE}
   * @param reason why
   * @param operation the caller's id of this: told again under the same, it counts once
   */
  record Change(Kind act, Points points, String reason, String operation) {

    void check() {
      List<FieldError> errors = new ArrayList<>();
      changing(act, points, errors);
      common(reason, operation, errors);
      refuse(errors);
    }
  }

  /**
   * The same for a list of persons.
   *
   * @param tag name of the tag
   * @param act {@code ADD} or {@code REMOVE}
   * @param points what is added to each; negative to take away; 1 when left out; left out for
   *     {@code REMOVE}
   * @param persons who; each counts once
   * @param reason why
   */
  record Bulk(String tag, Kind act, Points points, List<UUID> persons, String reason) {

    void check(String operation) {
      List<FieldError> errors = new ArrayList<>();
      changing(act, points, errors);
      if (persons == null
          || persons.isEmpty()
          || persons.size() > MOST_PERSONS
          || persons.contains(null)) {
        errors.add(new FieldError("/persons", "has the ids of 1 to " + MOST_PERSONS + " persons"));
      }
      common(reason, operation, errors);
      refuse(errors);
    }
  }

  /**
   * What an operation did is taken back.
   *
   * @param reason why
   */
  record Undo(String reason) {

    void check(String operation) {
      List<FieldError> errors = new ArrayList<>();
      common(reason, operation, errors);
      refuse(errors);
    }
  }

  /**
   * A tag becomes part of another.
   *
   * @param into name of the other tag
   * @param operation the caller's id of this: told again under the same, it counts once
   * @param reason why
   */
  record Merge(String into, String operation, String reason) {

    void check() {
      List<FieldError> errors = new ArrayList<>();
      common(reason, operation, errors);
      refuse(errors);
    }
  }

  /** Gives the points that an order adds. */
  static Points points(Kind act, Points written) {
    return act == Kind.REMOVE ? Points.ZERO : written == null ? Points.of(1) : written;
  }

  /** Gives the tag of a name, or refuses. */
  static Tag tag(String name) {
    return tag(name, "tag");
  }

  /** Gives the tag of a name that stands at {@code pointer}, or refuses. */
  static Tag tag(String name, String pointer) {
    try {
      return Tag.named(name == null ? "" : name);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.invalid(pointer, e.getMessage()));
    }
  }

  /** Refuses a request without a body. */
  static <T> T present(T order) {
    if (order == null) {
      throw new ProblemException(Problem.invalid("", "needs a body: a JSON object"));
    }
    return order;
  }

  private static void changing(Kind act, Points points, List<FieldError> errors) {
    if (act != Kind.ADD && act != Kind.REMOVE) {
      errors.add(new FieldError("/act", "is ADD or REMOVE"));
    } else if (act == Kind.REMOVE && points != null) {
      errors.add(new FieldError("/points", "leave it out: REMOVE takes the whole tag away"));
    }
    if (points != null
        && (points.thousandths() == 0
            || points.compareTo(MOST) > 0
            || points.compareTo(Points.ZERO.minus(MOST)) < 0)) {
      errors.add(new FieldError("/points", "is not 0, and at most " + MOST + ", up and down"));
    }
  }

  private static void common(String reason, String operation, List<FieldError> errors) {
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      errors.add(new FieldError("/reason", "says why, in 1 to " + LONGEST_REASON + " characters"));
    }
    if (operation == null || operation.isBlank() || operation.length() > LONGEST_OPERATION) {
      errors.add(
          new FieldError(
              "/operation",
              "names the operation, in 1 to "
                  + LONGEST_OPERATION
                  + " characters: sent again under the same name, it counts once"));
    }
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new ProblemException(
          Problem.invalid("The order has %d problem(s)".formatted(errors.size()), errors));
    }
  }
}
