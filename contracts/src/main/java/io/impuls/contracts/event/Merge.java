package io.impuls.contracts.event;

import java.util.Objects;
import java.util.UUID;

/**
 * Two identities are one person: {@code from} lives on in {@code into}. Published under both keys.
 *
 * @param from the person that ceases
 * @param into the person that continues
 */
public record Merge(UUID from, UUID into) {
  public Merge {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(into, "into");
  }
}
