package io.impuls.rules;

import java.util.Objects;

/**
 * Something that is wrong with what a marketer wrote.
 *
 * @param pointer where: a JSON pointer (RFC 6901) such as {@code /rules/0/anyOf/1/when/field}
 * @param message what to write instead, for a reader who sees only this
 */
public record Problem(String pointer, String message) {
  public Problem {
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(message, "message");
  }
}
