package io.impuls.contracts.event;

import java.util.Objects;

/**
 * A category that a visit was about.
 *
 * @param name as the shop writes it
 * @param products distinct products of it in the visit; 0 when only the category itself was seen
 */
public record SessionCategory(String name, int products) {
  public SessionCategory {
    Objects.requireNonNull(name, "name");
  }
}
