package io.impuls.contracts.event;

import java.util.Objects;

/**
 * How somebody came to a page.
 *
 * @param kind class of the origin
 * @param name name of the engine, network or referring host; null for direct and internal
 * @param campaign {@code utm_campaign} of the link; null when it named none
 * @param phrase what was searched for, by {@code utm_term} (TR-11); null when not known
 */
public record VisitSource(Kind kind, String name, String campaign, String phrase) {

  /** Makes an origin without campaign and phrase. */
  public VisitSource(Kind kind, String name) {
    this(kind, name, null, null);
  }

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
