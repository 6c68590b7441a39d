package io.impuls.streams.definitions;

import io.impuls.contracts.plan.Published;
import java.time.Instant;

/**
 * One accepted version of a definition.
 *
 * @param published what was published, with {@code effectiveFrom} filled in
 * @param compiled what the service made of it
 * @param until the version judges events before this; {@link Instant#MAX} for the newest, {@code
 *     effectiveFrom} for a draft
 * @param <D> what is defined
 * @param <C> its compiled form
 */
public record Version<D, C>(Published<D> published, C compiled, Instant until) {

  /** Whether there are events that it judges, or would if they happened: not so of drafts. */
  public boolean takesEffect() {
    return until.isAfter(published.effectiveFrom());
  }

  /**
   * Whether it judges events that occurred at {@code at}: the newest version that had begun then
   * does.
   */
  public boolean inForceAt(Instant at) {
    return !at.isBefore(published.effectiveFrom()) && at.isBefore(until);
  }
}
