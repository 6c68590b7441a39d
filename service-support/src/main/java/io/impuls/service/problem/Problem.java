package io.impuls.service.problem;

import java.util.List;
import java.util.Objects;

/**
 * An answer that says what went wrong and what to change (RFC 9457, {@code
 * application/problem+json}).
 *
 * @param type URI that names the sort of problem; {@code about:blank} when the status says it all
 * @param title short and the same for every problem of the type
 * @param status HTTP status
 * @param detail what is wrong with this request, for a person; null when the title says it all
 * @param errors the single faults, each with its place; empty when there is no place to point at
 */
public record Problem(
    String type, String title, int status, String detail, List<FieldError> errors) {

  /** Media type of the answer. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Type of a problem that its status explains. */
  public static final String BLANK = "about:blank";

  /** Type of a body that could not be read or breaks a rule. */
  public static final String INVALID = "urn:impuls:problem:invalid-request";

  /**
   * One fault in a request.
   *
   * @param pointer JSON pointer (RFC 6901) into the body such as {@code /rules/0/points}, or the
   *     name of a parameter
   * @param message what to change
   */
  public record FieldError(String pointer, String message) {}

  public Problem {
    type = Objects.requireNonNullElse(type, BLANK);
    Objects.requireNonNull(title, "title");
    errors = errors == null ? List.of() : List.copyOf(errors);
  }

  /** Gives a problem that its status explains. */
  public static Problem of(int status, String title, String detail) {
    return new Problem(BLANK, title, status, detail, List.of());
  }

  /** 400: the request cannot be understood or breaks rules. */
  public static Problem invalid(String detail, List<FieldError> errors) {
    return new Problem(INVALID, "The request is not valid", 400, detail, errors);
  }

  /** 400 with one fault. */
  public static Problem invalid(String pointer, String message) {
    return invalid(message, List.of(new FieldError(pointer, message)));
  }

  /** 404: there is no such thing in the caller's workspace. */
  public static Problem notFound(String detail) {
    return of(404, "Not found", detail);
  }

  /** 409: somebody else was first. */
  public static Problem conflict(String detail) {
    return of(409, "Conflict", detail);
  }

  /** 503: not now, but soon. */
  public static Problem unavailable(String detail) {
    return of(503, "Not available at the moment", detail);
  }
}
