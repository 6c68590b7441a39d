package io.impuls.contracts.event;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Two identities are one person: {@code from} lives on in {@code into}. Published under both keys.
 *
 * @param from the person that ceases
 * @param into the person that continues
 * @param since what {@code from} did before it stays {@code from}'s, as a device's past is adopted
 *     for some days only; null when everything goes over
 * @param named whom everything that goes over is named by from now on, as a login adopted it; null
 *     when by whom it was before
 */
public record Merge(UUID from, UUID into, Instant since, UUID named) {

  /** Everything goes over. */
  public Merge(UUID from, UUID into) {
    this(from, into, null, null);
  }

  public Merge {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(into, "into");
  }
}
