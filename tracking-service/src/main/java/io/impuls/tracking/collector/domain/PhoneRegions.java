package io.impuls.tracking.collector.domain;

import java.util.Map;
import java.util.UUID;

/**
 * Countries, in ISO 3166, of phone numbers that name none.
 *
 * @param usual for every source that has no other; null for none
 * @param special by the id of a source or workspace
 */
public record PhoneRegions(String usual, Map<String, String> special) {

  public PhoneRegions {
    special = Map.copyOf(special);
  }

  /** Gives the region of a source: its own, else that of its workspace, else the usual one. */
  public String of(UUID workspace, String source) {
    String own = special.get(source);
    return own != null ? own : special.getOrDefault(workspace.toString(), usual);
  }

  /** Gives the same; {@code phones} must know all of them, or an operator mistyped one. */
  public PhoneRegions checkedBy(PhoneNumbers phones) {
    special.values().forEach(region -> check(phones, region));
    if (usual != null) {
      check(phones, usual);
    }
    return this;
  }

  private static void check(PhoneNumbers phones, String region) {
    if (!phones.knows(region)) {
      throw new IllegalArgumentException(
          "'%s' is no country of phone numbers; write its code, such as PL".formatted(region));
    }
  }
}
