package io.impuls.contracts.event;

/**
 * Where an event came from.
 *
 * @param id the source's id in {@code tracking.sources}, part of the event id
 * @param kind what sort of sender it is
 */
public record Source(String id, Kind kind) {

  /** Sorts of sender. */
  public enum Kind {
    /** A web page, by a public key. */
    BROWSER,
    /** A mobile app, by a public key. */
    APP,
    /** The shop's backend, by a secret key. */
    BACKEND,
    /** Impuls itself: sends and what comes back of them. */
    CAMPAIGN;

    /** Whether events of this kind move the event-time watermark (decision 8). */
    public boolean movesWatermark() {
      return this != CAMPAIGN;
    }

    /** Whether events of this kind may open or extend a session (decision 9). */
    public boolean opensSession() {
      return this == BROWSER || this == APP;
    }
  }
}
