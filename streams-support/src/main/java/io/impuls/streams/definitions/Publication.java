package io.impuls.streams.definitions;

/**
 * How an attempt to publish a version ended.
 *
 * @param <D> what is defined
 * @param <C> its compiled form
 */
public sealed interface Publication<D, C> {

  /** It holds; {@code version} is what everybody judges by from its {@code effectiveFrom}. */
  record Won<D, C>(Version<D, C> version) implements Publication<D, C> {}

  /** Somebody else's proposal for the same version came first: {@code winner}. */
  record Conflict<D, C>(Version<D, C> winner) implements Publication<D, C> {}

  /** Kafka did not confirm it in time: ask again which version holds before another attempt. */
  record Unavailable<D, C>(String detail) implements Publication<D, C> {}
}
