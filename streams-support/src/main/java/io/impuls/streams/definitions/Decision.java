package io.impuls.streams.definitions;

import io.impuls.rules.Problem;
import java.util.List;

/**
 * What became of a {@link Proposal}.
 *
 * @param <D> what is defined
 * @param <C> its compiled form
 */
public sealed interface Decision<D, C> {

  /** It is the first version of its id. */
  record Created<D, C>(Version<D, C> version) implements Decision<D, C> {}

  /** It is the newest version of an id that there was. */
  record Revised<D, C>(Version<D, C> version) implements Decision<D, C> {}

  /** The newest version says the same already: nothing was published. */
  record Unchanged<D, C>(Version<D, C> version) implements Decision<D, C> {}

  /** Somebody else's is there already; read it before you try again. */
  record Conflict<D, C>(String detail) implements Decision<D, C> {}

  /** It is wrong in these places; nothing was published. */
  record Refused<D, C>(List<Problem> problems) implements Decision<D, C> {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /** Nobody knows yet: ask which version holds before another attempt. */
  record Unavailable<D, C>(String detail) implements Decision<D, C> {}
}
