package io.impuls.rules;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of reading something that a marketer wrote: the value, or every problem with it.
 *
 * @param <T> what was read
 */
public sealed interface Parsed<T> {

  /** The text is right, and this is what it means. */
  record Ok<T>(T get) implements Parsed<T> {
    public Ok {
      Objects.requireNonNull(get, "get");
    }
  }

  /** The text is wrong in these places; at least one. */
  record Failed<T>(List<Problem> why) implements Parsed<T> {
    public Failed {
      why = List.copyOf(why);
      if (why.isEmpty()) {
        throw new IllegalArgumentException("a failure needs a problem");
      }
    }
  }

  /** Gives the value when {@code problems} is empty, otherwise the problems. */
  static <T> Parsed<T> of(T value, List<Problem> problems) {
    return problems.isEmpty() ? new Ok<>(value) : new Failed<>(problems);
  }

  /** Gives the value, if it could be read. */
  default Optional<T> value() {
    return this instanceof Ok<T> ok ? Optional.of(ok.get()) : Optional.empty();
  }

  /** Gives the problems; empty when the value could be read. */
  default List<Problem> problems() {
    return this instanceof Failed<T> failed ? failed.why() : List.of();
  }

  /**
   * Gives the value of something that was checked before, such as a published definition.
   *
   * @throws IllegalArgumentException naming the problems, when it is wrong after all
   */
  default T orElseThrow() {
    return value().orElseThrow(() -> new IllegalArgumentException(problems().toString()));
  }
}
