package io.impuls.contracts.event;

import java.util.Objects;

/**
 * How somebody came to a page.
 *
 * @param kind class of the origin
 * @param name name of the engine, network or referring host; null for direct and internal
 */
public record VisitSource(Kind kind, String name) {

  /** Classes of origin (TR-10). */
  public enum Kind {
    ADS,
    ORGANIC,
    SOCIAL,
    AI_ASSISTANT,
    EMAIL,
    SMS,
    REFERRAL,
    DIRECT,
    /** From another page of the same site. */
    INTERNAL
  }

  public VisitSource {
    Objects.requireNonNull(kind, "kind");
  }
}
