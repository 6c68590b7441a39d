package io.impuls.streams.definitions;

import io.impuls.contracts.plan.Published;
import java.time.Instant;

/**
 * One accepted version of a definition.
 *
 * @param published what was published, with {@code effectiveFrom} filled in
 * @param compiled what the service made of it
 * @param until the version judges events before this; {@link Instant#MAX} for the newest
 * @param <D> what is defined
 * @param <C> its compiled form
 */
public record Version<D, C>(Published<D> published, C compiled, Instant until) {

  /**
   * Whether it judges events that occurred at {@code at}: the newest version that had begun then
   * does.
   */
  public boolean inForceAt(Instant at) {
    return !at.isBefore(published.effectiveFrom()) && at.isBefore(until);
  }
}
